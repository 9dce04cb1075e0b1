/**
 * PutRecord and PutRecordBatch on their two lanes. Entrance: {@link io.hydrant.firehose.put.PutRecordEndpoint}, the hot lane: it answers on
 * the I/O thread, straight from the received bytes, whatever has the common form and need not wait; all else goes to the two
 * operations on a worker. Does not know how records are kept or sealed.
 */
@NullMarked
package io.hydrant.firehose.put;

import org.jspecify.annotations.NullMarked;
