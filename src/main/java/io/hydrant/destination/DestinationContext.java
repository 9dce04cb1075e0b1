package io.hydrant.destination;

import java.time.InstantSource;

import io.hydrant.record.PartitionKeys;
import io.hydrant.time.Scheduler;

/**
 * What a destination may use of the Hydrant that it is opened in.
 *
 * @param origin whose records are delivered
 * @param scheduler its tasks belong to that stream
 * @param buckets where records go besides, and when they are given up
 * @param partition the keys of the records that come here; none if the destination has no partitions
 * @param turns when records may be read
 */
public record DestinationContext(
        StreamVersion origin,
        InstantSource clock,
        Scheduler scheduler,
        Buckets buckets,
        PartitionKeys partition,
        CpuPermits turns) {
    /** The same for another partition. */
    public DestinationContext of(PartitionKeys other) {
        return new DestinationContext(origin, clock, scheduler, buckets, other, turns);
    }
}
