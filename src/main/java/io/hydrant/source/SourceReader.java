package io.hydrant.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what another service keeps for one delivery stream. What has been delivered is written down; what is read and not delivered
 * is read again after a restart. Implementations are safe for use by several threads.
 */
public interface SourceReader {
    /** Of a source that reads nothing. */
    SourceReader NONE = new SourceReader() {};

    /**
     * Takes its place in what it reads: where an earlier process has left off, or else as configured. Nothing is read yet, but what
     * comes from now on will be. The delivery stream is not ACTIVE yet, or is being restored.
     *
     * @param active since when the delivery stream is ACTIVE
     */
    default void place(Instant active) {
        // Nothing to read.
    }

    /** Reads from now on. The delivery stream is ACTIVE. */
    default void start() {
        // Nothing to read.
    }

    /** How a {@link #drain} ended. */
    enum Drained {
        /** Nothing more is there, or what is there cannot be read now. */
        EMPTY,
        /** More is there and some was taken in, until the buffers were full. */
        MORE
    }

    /** Reads now what is there. */
    default CompletableFuture<Drained> drain() {
        return CompletableFuture.completedFuture(Drained.EMPTY);
    }

    /**
     * Reads no more; to be called once.
     *
     * @return completes when no read is under way any more
     */
    default CompletableFuture<Void> stop() {
        return CompletableFuture.completedFuture(null);
    }

    /** Forgets its place, because the delivery stream is gone. */
    default void forget() {
        // Nothing to forget.
    }

    /** What keeps it from reading now, in sentences. */
    default List<String> warnings() {
        return List.of();
    }

    /** What it has counted. */
    default Map<SourceMetric, Double> metrics() {
        return Map.of();
    }
}
