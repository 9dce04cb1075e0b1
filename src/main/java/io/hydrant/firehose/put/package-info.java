/**
 * The fast path of PutRecord and PutRecordBatch. Entrance: {@link io.hydrant.firehose.put.PutRecordEndpoint}: it answers on the
 * I/O thread, straight from the received bytes, if a request has the common form and need not wait. All other requests go to the
 * two operations on a worker. Does not know how records are kept or sealed.
 */
@NullMarked
package io.hydrant.firehose.put;

import org.jspecify.annotations.NullMarked;
