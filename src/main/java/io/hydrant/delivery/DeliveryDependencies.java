package io.hydrant.delivery;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

import io.hydrant.time.Scheduler;

/**
 * What all queues share.
 *
 * @param workers run deliveries, which wait for their destinations
 * @param random spreads the waits between attempts; thread-safe
 * @param partitionLimit how many partitions of a stream may be active, 1 or more
 */
public record DeliveryDependencies(
        InstantSource clock, Scheduler scheduler, Workers workers, RandomGenerator random, int partitionLimit) {
    /** Run deliveries. Thread-safe. */
    @FunctionalInterface
    public interface Workers {
        /**
         * Runs {@code delivery} soon, on another thread.
         *
         * @param mayHang whether it may wait for minutes
         * @throws java.util.concurrent.RejectedExecutionException once Hydrant stops
         */
        void execute(boolean mayHang, Runnable delivery);
    }

    /** The same, with tasks that belong to the stream of that ARN. */
    public DeliveryDependencies ownedBy(String streamArn) {
        return new DeliveryDependencies(clock, scheduler.ownedBy(streamArn), workers, random, partitionLimit);
    }
}
