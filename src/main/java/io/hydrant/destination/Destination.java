package io.hydrant.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Something that records are delivered to. Implementations are safe for use by several threads. */
public interface Destination {
    /** Begins to deliver a batch; nothing is sent yet. */
    Transfer begin();

    /**
     * Goes on with a batch of a process before this one.
     *
     * @param settled what {@link Transfer#settle} answered there
     */
    default Transfer begin(Map<String, String> settled) {
        return begin();
    }

    /** For how long after the first failure a batch is tried again; zero for never, at most 24 hours in all. */
    Duration retryFor();

    /** Where records go that could not be delivered; empty when they wait until their 24 hours are over. */
    default Optional<Destination> errorOutput(Failure failure) {
        return Optional.empty();
    }

    /** Whether one attempt may wait for minutes, as for an endpoint that does not answer. */
    default boolean mayHang() {
        return false;
    }

    /**
     * Why records could not be delivered.
     *
     * @param attempts how many were made
     * @param lastAttempt when the last one ended
     * @param errors why, for each record of which that is known
     */
    record Failure(String errorCode, String message, int attempts, Instant lastAttempt, RecordErrors errors) {
        /** A failure of all records alike. */
        public Failure(String errorCode, String message, int attempts, Instant lastAttempt) {
            this(errorCode, message, attempts, lastAttempt, RecordErrors.NONE);
        }
    }
}
