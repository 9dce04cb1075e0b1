package io.hydrant.source.round;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.source.SourceMetric;

/** What a reader does when it is its turn. For one thread at a time, except {@link #warnings} and {@link #metrics}. */
public interface Reading extends AutoCloseable {
    /** Takes its place, as {@link io.hydrant.source.SourceReader#place} says. */
    void place(Instant since);

    /**
     * Reads what is there.
     *
     * @param anyway also what waits after a failure
     * @param thorough whether what is there must have been read at the end, though it takes the wall's time
     */
    Round round(boolean anyway, boolean thorough);

    /** Writes down what was delivered. */
    void save();

    /**
     * Asks the service to wake the reader when something has come.
     *
     * @return ends it; empty if the service cannot, so that it has to be asked
     */
    default Optional<Runnable> watch(Runnable wake) {
        return Optional.empty();
    }

    /** Forgets what was delivered. */
    void forget();

    /** What keeps it from reading now, in sentences. Thread-safe. */
    List<String> warnings();

    /** What it has counted. Thread-safe. */
    Map<SourceMetric, Double> metrics();

    /** Reads no more. */
    @Override
    default void close() {
        // Nothing to close.
    }
}
