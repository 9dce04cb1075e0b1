/**
 * The source DirectPut: records come by PutRecord and PutRecordBatch, within a quota. Entrance: {@link
 * io.hydrant.source.directput.DirectPutType}. It does not know how a stream keeps its records.
 */
@NullMarked
package io.hydrant.source.directput;

import org.jspecify.annotations.NullMarked;
