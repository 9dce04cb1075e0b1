package io.hydrant.destination;

import java.time.Duration;

import io.hydrant.record.RecordBatch;

/** One batch's way to one destination, over all attempts. Used by one thread at a time; keeps no record bytes. */
public interface Transfer {
    /**
     * Tries once, waiting for the answer. Never throws for a failure of the destination.
     *
     * @param remaining the records that have neither arrived nor been lost: in the first attempt all, then those of the batch
     *     that the attempt before told to have failed
     */
    DeliveryResult attempt(RecordBatch remaining);

    /** How long the time of retries has stood still since the first attempt that failed. */
    default Duration standstill() {
        return Duration.ZERO;
    }
}
