package io.hydrant.service.kinesis.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.hydrant.aws.Caller;
import io.hydrant.service.kinesis.embedded.shard.ShardLog;
import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;
import io.hydrant.service.kinesis.embedded.stream.StreamStatus;
import io.hydrant.time.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * One stream: its description and its records. Thread-safe. Longer than 300 lines, because one lock guards description and records.
 */
public final class DataStream {
    /** What a read answers at most, by the API page of GetRecords. */
    private static final long MOST_READ = 10L << 20;

    /** Memory of expired records comes back this late at most; a read never answers them. */
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final KinesisDependencies dependencies;
    private final KeyChecks keys;
    private final Map<Integer, LiveShard> shards = new ConcurrentHashMap<>();
    private final List<Runnable> watchers;
    private final @Nullable StoredStream store;
    private volatile StreamDescription description;
    private volatile List<OpenShard> open;
    private volatile @Nullable Instant firstClosed;
    private volatile boolean gone;

    /** Changed under the lock. */
    private volatile @Nullable Cancellable sweep;

    /**
     * @param watchers run when something has happened to the stream
     * @param store has the stream and its records too; null when they end with the process
     */
    DataStream(
            KinesisDependencies dependencies,
            List<Runnable> watchers,
            @Nullable StoredStream store,
            StreamDescription first) {
        this.dependencies = dependencies;
        this.watchers = watchers;
        this.store = store;
        this.keys = new KeyChecks(dependencies.keys());
        description = first;
        open = List.of();
        put(first);
    }

    /** What is known of it, without shards that are forgotten. */
    public StreamDescription description() {
        StreamDescription now = description;
        Instant closed = firstClosed;
        if (closed == null) {
            return now; // as most streams are at most puts
        }
        Instant horizon = horizon(now);
        return closed.isAfter(horizon) ? now : now.withShards(now.shards().closedSince(horizon));
    }

    /** The same, if the stream can be written and read. */
    private StreamDescription readable() {
        StreamDescription now = description;
        if (now.status() == StreamStatus.CREATING) {
            throw KinesisErrors.streamNotFound(now.name(), now.scope().account());
        }
        return now;
    }

    /** Changes what needs no time, in whatever status. */
    public synchronized void change(UnaryOperator<StreamDescription> change) {
        put(change.apply(description));
    }

    /**
     * Changes an active stream, which is {@code UPDATING} for a while.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceInUseException} when it is not active
     */
    public synchronized void update(String what, UnaryOperator<StreamDescription> change) {
        if (description.status() != StreamStatus.ACTIVE) {
            throw KinesisErrors.notActive(description);
        }
        become(StreamStatus.UPDATING, what, dependencies.changeDuration(), change);
    }

    /** Lets a status pass, then changes the stream and makes it active. */
    synchronized void become(
            StreamStatus meanwhile, String what, Duration duration, UnaryOperator<StreamDescription> change) {
        if (duration.isZero()) {
            put(change.apply(description).withStatus(StreamStatus.ACTIVE));
            return;
        }
        put(description.withStatus(meanwhile));
        later(
                duration,
                what,
                () -> change(
                        now -> now.status() == meanwhile ? change.apply(now).withStatus(StreamStatus.ACTIVE) : now));
    }

    void later(Duration duration, String what, Runnable task) {
        dependencies
                .scheduler()
                .at(
                        dependencies.clock().instant().plus(duration),
                        what + " " + description.name(),
                        description.arn().toString(),
                        task);
    }

    /** Puts a record. */
    public PutOutcome put(Caller caller, NewRecord record) {
        return put(caller, List.of(record)).get(0);
    }

    /** Puts records; one that finds no place does not keep the others out. */
    public List<PutOutcome> put(Caller caller, List<NewRecord> records) {
        StreamDescription now = readable();
        now.settings().key().ifPresent(key -> keys.check(now, caller, "GenerateDataKey", key));
        List<PutOutcome> outcomes = store == null
                ? addAll(records, now.settings().key())
                : addStored(store, records, now.settings().key());
        ensureSweep();
        watchers.forEach(Runnable::run);
        return outcomes;
    }

    /** Readers see the records when the store has them. Under the lock, no shard is closed meanwhile. */
    private synchronized List<PutOutcome> addStored(StoredStream there, List<NewRecord> records, Optional<String> key) {
        if (gone) {
            throw KinesisErrors.streamNotFound(
                    description.name(), description.scope().account());
        }
        Drafts drafts = new Drafts(dependencies, key, open);
        List<PutOutcome> outcomes = records.stream().map(drafts::add).toList();
        try {
            there.keep(drafts.byShard());
        } catch (RuntimeException e) {
            dependencies.budget().give(drafts.cost());
            throw e;
        }
        drafts.byShard().forEach((number, kept) -> live(number).log().appendAll(kept));
        return outcomes;
    }

    /** Takes the records of an earlier run. */
    synchronized void restore(Map<Integer, List<StoredRecord>> records) {
        records.forEach((number, kept) -> {
            dependencies
                    .budget()
                    .takeAnyway(kept.stream().mapToLong(StoredRecord::cost).sum());
            live(number).log().appendAll(kept);
        });
        put(description);
        planSweep();
    }

    /** Memory is taken for all of them at once, or for one after the other if there is not enough. */
    private List<PutOutcome> addAll(List<NewRecord> records, Optional<String> key) {
        long now = dependencies.clock().instant().toEpochMilli();
        long cost = 0;
        for (NewRecord record : records) {
            cost += record.cost();
        }
        boolean together = dependencies.budget().take(cost);
        long unused = together ? cost : 0;
        List<PutOutcome> outcomes = new ArrayList<>(records.size());
        try {
            for (NewRecord record : records) {
                OpenShard first = shardOf(record.hash());
                if (!together && !dependencies.budget().take(record.cost())) {
                    outcomes.add(new PutOutcome.Throttled(first.shard()));
                    continue;
                }
                unused += together ? 0 : record.cost();
                PutOutcome outcome = add(record, first, key, now);
                unused -= outcome instanceof PutOutcome.Kept ? record.cost() : 0;
                outcomes.add(outcome);
            }
        } finally {
            dependencies.budget().give(unused);
        }
        return outcomes;
    }

    private PutOutcome add(NewRecord record, OpenShard first, Optional<String> key, long now) {
        for (OpenShard there = first; !gone; there = shardOf(record.hash())) {
            StreamShard shard = there.shard();
            if (dependencies.strict() && !there.live().writes().take(now, record.data().length)) {
                return new PutOutcome.Throttled(shard);
            }
            ShardLog.Place place = there.live().log().append(now, record.partitionKey(), record.data(), key);
            if (place != null) {
                return new PutOutcome.Kept(shard, shard.number(place.number(), place.arrivalMillis()));
            }
            // the shard has just been closed: its children take the record
        }
        throw KinesisErrors.streamNotFound(
                description.name(), description.scope().account());
    }

    /**
     * Reads a shard.
     *
     * @throws io.hydrant.aws.AwsException {@code ProvisionedThroughputExceededException}, or what KMS has against it
     */
    public ShardLog.Read read(Caller caller, StreamShard shard, long place, int limit) {
        StreamDescription stream = readable();
        LiveShard live = live(shard.number());
        Instant now = dependencies.clock().instant();
        if (dependencies.strict() && !live.reads().takeCall(now.toEpochMilli())) {
            throw KinesisErrors.throughput(shard.id(), stream);
        }
        forgetExpired(live);
        ShardLog.Read read = live.log().read(place, limit, MOST_READ, now.toEpochMilli());
        read.keys().forEach(key -> keys.check(stream, caller, "Decrypt", key));
        if (dependencies.strict()) {
            live.reads()
                    .count(read.records().stream()
                            .mapToLong(StoredRecord::length)
                            .sum());
        }
        return read;
    }

    /** The records of a shard. */
    public ShardLog log(StreamShard shard) {
        LiveShard live = live(shard.number());
        forgetExpired(live);
        return live.log();
    }

    /** Asks KMS for a key that the stream is to be encrypted with. */
    public void checkKey(Caller caller, String key) {
        keys.check(description, caller, "GenerateDataKey", key);
    }

    /** Forgets all records: the stream is gone. */
    synchronized void discard() {
        gone = true;
        if (store != null) {
            store.remove();
        }
        Cancellable planned = sweep;
        if (planned != null) {
            planned.cancel();
            sweep = null;
        }
        shards.values().forEach(shard -> {
            shard.log().close();
            dependencies.budget().give(shard.log().forgetBefore(Long.MAX_VALUE));
        });
        watchers.forEach(Runnable::run);
    }

    private OpenShard shardOf(HashKey hash) {
        return OpenShard.of(open, hash);
    }

    private LiveShard live(int number) {
        return shards.computeIfAbsent(number, absent -> new LiveShard());
    }

    /** The children take records before their parents end, so that a put always finds an open shard. */
    private void put(StreamDescription next) {
        if (store != null && !gone) {
            store.keep(next);
        }
        description = next;
        open = next.shards().open().stream()
                .map(shard -> new OpenShard(shard, live(shard.number())))
                .toList();
        firstClosed = next.shards().firstClosed().orElse(null);
        for (StreamShard shard : next.shards().shards()) {
            if (!shard.isOpen()) {
                live(shard.number()).log().close();
            }
        }
        watchers.forEach(Runnable::run);
    }

    private Instant horizon(StreamDescription stream) {
        return dependencies.clock().instant().minus(stream.settings().retention());
    }

    private void forgetExpired(LiveShard shard) {
        dependencies.budget().give(shard.log().forgetBefore(horizon(description).toEpochMilli()));
    }

    private void ensureSweep() {
        if (sweep == null) {
            planSweep();
        }
    }

    private synchronized void planSweep() {
        OptionalLong oldest = shards.values().stream()
                .flatMapToLong(shard -> shard.log().oldest().stream())
                .min();
        if (sweep != null || oldest.isEmpty()) {
            return;
        }
        Instant expiry = Instant.ofEpochMilli(oldest.getAsLong())
                .plus(description.settings().retention());
        Instant soonest = dependencies.clock().instant().plus(SWEEP);
        sweep = dependencies
                .scheduler()
                .at(
                        expiry.isBefore(soonest) ? soonest : expiry,
                        "expire records of " + description.name(),
                        description.arn().toString(),
                        this::sweep);
    }

    private synchronized void sweep() {
        sweep = null;
        shards.values().forEach(this::forgetExpired);
        if (store != null) {
            store.forgetBefore(horizon(description).toEpochMilli());
        }
        StreamDescription now = description();
        shards.keySet()
                .retainAll(
                        now.shards().shards().stream().map(StreamShard::number).toList());
        put(now);
        planSweep();
    }
}
