/**
 * Operations on streams and their settings. Entrance: {@link
 * io.hydrant.service.kinesis.embedded.api.stream.StreamOperations}.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.api.stream;

import org.jspecify.annotations.NullMarked;
