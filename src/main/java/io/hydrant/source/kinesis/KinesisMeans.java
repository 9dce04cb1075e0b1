package io.hydrant.source.kinesis;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.store.StateStore;

/**
 * What readers of Kinesis streams share.
 *
 * @param store where it is kept how far each stream has been delivered
 * @param moves how often the clock has been moved
 * @param threads read; may refuse once Hydrant stops
 */
public record KinesisMeans(
        KinesisService kinesis, StateStore store, InstantSource clock, LongSupplier moves, Executor threads) {
    public KinesisMeans {
        Objects.requireNonNull(kinesis, "kinesis");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(moves, "moves");
        Objects.requireNonNull(threads, "threads");
    }
}
