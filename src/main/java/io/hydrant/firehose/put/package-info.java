/**
 * PutRecord and PutRecordBatch on their fast path. Entrance: {@link io.hydrant.firehose.put.PutRecordEndpoint}. It answers requests of the
 * common form on the I/O thread, straight from the received bytes. Other requests, and those that must wait, go to the two operations on a
 * worker. Does not know how records are kept or sealed.
 */
@NullMarked
package io.hydrant.firehose.put;

import org.jspecify.annotations.NullMarked;
