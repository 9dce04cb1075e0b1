package io.hydrant.destination;

import io.hydrant.record.RecordBatch;

/** One parcel's way to one destination, over all attempts. Used by one thread at a time; keeps no record bytes. */
public interface Transfer {
    /**
     * Tries once, waiting for the answer. Never throws for a failure of the destination.
     *
     * @param parcel the same records in each attempt
     */
    DeliveryResult attempt(RecordBatch parcel);
}
