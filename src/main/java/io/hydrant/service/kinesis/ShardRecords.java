package io.hydrant.service.kinesis;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a read of a shard has brought.
 *
 * @param next the iterator of the next read; empty when a closed shard has been read to its end
 * @param children the shards that go on where this one has ended; empty before its end
 * @param millisBehindLatest how far the records are behind the newest one of the shard
 */
public record ShardRecords(
        List<? extends KinesisRecord> records, Optional<String> next, List<Shard> children, long millisBehindLatest) {
    public ShardRecords {
        records = List.copyOf(records);
        Objects.requireNonNull(next, "next");
        children = List.copyOf(children);
    }
}
