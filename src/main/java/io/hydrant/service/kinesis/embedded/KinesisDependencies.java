package io.hydrant.service.kinesis.embedded;

import java.time.Duration;
import java.time.InstantSource;

import io.hydrant.record.BufferBudget;
import io.hydrant.service.kinesis.StreamKeys;
import io.hydrant.time.Scheduler;

/**
 * What the embedded Kinesis works with.
 *
 * @param budget the bound on records in memory
 * @param keys the KMS behind encrypted streams
 * @param changeDuration how long {@code CREATING} and {@code UPDATING} last
 * @param deleteDuration how long {@code DELETING} lasts
 * @param strict whether a shard takes and gives no more in a second than on AWS
 */
public record KinesisDependencies(
        InstantSource clock,
        Scheduler scheduler,
        BufferBudget budget,
        StreamKeys keys,
        Duration changeDuration,
        Duration deleteDuration,
        boolean strict) {}
