package io.hydrant.destination;

import java.time.InstantSource;

import io.hydrant.time.Scheduler;

/**
 * What a destination may use of the Hydrant that it is opened in.
 *
 * @param origin whose records are delivered
 * @param scheduler its tasks belong to that stream
 * @param buckets where records go besides, and when they are given up
 */
public record DestinationContext(StreamVersion origin, InstantSource clock, Scheduler scheduler, Buckets buckets) {}
