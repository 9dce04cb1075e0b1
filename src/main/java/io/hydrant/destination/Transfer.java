package io.hydrant.destination;

import io.hydrant.record.RecordBatch;

/** One batch's way to one destination, over all attempts. Used by one thread at a time; keeps no record bytes. */
public interface Transfer {
    /**
     * Tries once, waiting for the answer. Never throws for a failure of the destination.
     *
     * @param batch the same records in each attempt
     */
    DeliveryResult attempt(RecordBatch batch);
}
