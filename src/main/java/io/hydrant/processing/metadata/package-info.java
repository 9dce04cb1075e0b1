/**
 * MetadataExtraction: partition keys that a jq query finds in a record. Entrance: {@link
 * io.hydrant.processing.metadata.MetadataExtractionType}. It does not know which prefix the keys go into.
 */
@NullMarked
package io.hydrant.processing.metadata;

import org.jspecify.annotations.NullMarked;
