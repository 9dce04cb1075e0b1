package io.hydrant.service.kinesis.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import io.hydrant.service.kinesis.embedded.stream.SequenceNumber;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** Records that have a place in their shards, and are not in them yet. Guarded by their stream, whose shards stay as they are. */
final class Drafts {
    private final KinesisDependencies dependencies;
    private final Optional<String> key;
    private final Function<HashKey, StreamShard> shards;
    private final IntFunction<LiveShard> live;
    private final Map<Integer, List<StoredRecord>> byShard = new TreeMap<>();
    private long cost;

    Drafts(
            KinesisDependencies dependencies,
            Optional<String> key,
            Function<HashKey, StreamShard> shards,
            IntFunction<LiveShard> live) {
        this.dependencies = dependencies;
        this.key = key;
        this.shards = shards;
        this.live = live;
    }

    PutOutcome add(NewRecord record) {
        StreamShard shard = shards.apply(record.hash());
        LiveShard there = live.apply(shard.number());
        Instant now = dependencies.clock().instant();
        if (dependencies.strict() && !there.writes().take(now.toEpochMilli(), record.data().length)) {
            return new PutOutcome.Throttled(shard.id());
        }
        long taken =
                StoredRecord.costOf(record.data().length, record.partitionKey().length());
        if (!dependencies.budget().take(taken)) {
            return new PutOutcome.Throttled(shard.id());
        }
        cost += taken;
        List<StoredRecord> before = byShard.computeIfAbsent(shard.number(), absent -> new ArrayList<>());
        long place = there.log().end() + before.size();
        before.add(new StoredRecord(place, now.toEpochMilli(), record.partitionKey(), record.data(), key));
        return new PutOutcome.Kept(
                shard.id(), new SequenceNumber(shard.second(), shard.number(), place, now.getEpochSecond()));
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
