/**
 * jq 1.6: what a query makes of a record. Entrance: {@link io.hydrant.jq.JqQuery}. Knows nothing of records, streams and
 * processors.
 */
@NullMarked
package io.hydrant.jq;

import org.jspecify.annotations.NullMarked;
