package io.hydrant.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

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

    /**
     * What stays the same over all attempts, by name, in values that a process after this one can begin with: see {@link
     * Destination#begin(Map)}. Settled now as far as it was not.
     *
     * @param oldestArrival when the first of the records arrived
     */
    default Map<String, String> settle(Instant oldestArrival) {
        return Map.of();
    }

    /** How long the time of retries has stood still since the first attempt that failed. */
    default Duration standstill() {
        return Duration.ZERO;
    }
}
