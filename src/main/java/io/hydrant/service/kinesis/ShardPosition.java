package io.hydrant.service.kinesis;

import java.time.Instant;

/** Where the reading of a shard begins. */
public sealed interface ShardPosition {
    /** Behind the newest record: {@code LATEST}. */
    record Latest() implements ShardPosition {}

    /** The oldest record that is kept: {@code TRIM_HORIZON}. */
    record TrimHorizon() implements ShardPosition {}

    /** Behind the record of that sequence number: {@code AFTER_SEQUENCE_NUMBER}. */
    record After(String sequenceNumber) implements ShardPosition {}

    /** The first record that came then or later: {@code AT_TIMESTAMP}. */
    record At(Instant timestamp) implements ShardPosition {}
}
