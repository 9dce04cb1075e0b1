package io.hydrant.delivery;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.hydrant.time.Scheduler;

/**
 * What all lanes share.
 *
 * @param work runs deliveries, which wait for their destinations
 * @param random spreads the waits between attempts; thread-safe
 */
public record LaneServices(InstantSource clock, Scheduler scheduler, Executor work, RandomGenerator random) {
    /** The same, with tasks that belong to the stream of that ARN. */
    public LaneServices ownedBy(String streamArn) {
        return new LaneServices(clock, scheduler.ownedBy(streamArn), work, random);
    }
}
