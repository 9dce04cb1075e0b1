package io.hydrant.service.kinesis.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** Records that have a place in their shards, and are not in them yet. Guarded by their stream, whose shards stay as they are. */
final class Drafts {
    private final KinesisDependencies dependencies;
    private final Optional<String> key;
    private final List<OpenShard> open;
    private final Map<Integer, List<StoredRecord>> byShard = new TreeMap<>();
    private long cost;

    Drafts(KinesisDependencies dependencies, Optional<String> key, List<OpenShard> open) {
        this.dependencies = dependencies;
        this.key = key;
        this.open = open;
    }

    PutOutcome add(NewRecord record) {
        OpenShard found = OpenShard.of(open, record.hash());
        StreamShard shard = found.shard();
        LiveShard there = found.live();
        Instant now = dependencies.clock().instant();
        if (dependencies.strict() && !there.writes().take(now.toEpochMilli(), record.data().length)) {
            return new PutOutcome.Throttled(shard);
        }
        if (!dependencies.budget().take(record.cost())) {
            return new PutOutcome.Throttled(shard);
        }
        cost += record.cost();
        List<StoredRecord> before = byShard.computeIfAbsent(shard.number(), absent -> new ArrayList<>());
        long place = there.log().end() + before.size();
        before.add(new StoredRecord(place, now.toEpochMilli(), record.partitionKey(), record.data(), key));
        return new PutOutcome.Kept(shard, shard.number(place, now.toEpochMilli()));
    }

    /** The records of each shard, in their order. */
    Map<Integer, List<StoredRecord>> byShard() {
        return byShard;
    }

    /** What they take in memory. */
    long cost() {
        return cost;
    }
}
