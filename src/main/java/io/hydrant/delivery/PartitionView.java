package io.hydrant.delivery;

import java.time.Instant;

import io.hydrant.record.PartitionKeys;

/**
 * An active partition of a stream.
 *
 * @param records that have not been delivered
 * @param bytes theirs
 * @param since when its first record came
 */
public record PartitionView(PartitionKeys keys, long records, long bytes, Instant since) {}
