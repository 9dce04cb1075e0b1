package io.hydrant.source.round;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What all readers share.
 *
 * @param moves how often the clock has been moved
 * @param threads read; may refuse once Hydrant stops
 */
public record RoundMeans(InstantSource clock, LongSupplier moves, Executor threads) {
    public RoundMeans {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(moves, "moves");
        Objects.requireNonNull(threads, "threads");
    }
}
