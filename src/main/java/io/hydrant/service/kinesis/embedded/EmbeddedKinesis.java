package io.hydrant.service.kinesis.embedded;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.hydrant.aws.Scope;
import io.hydrant.service.kinesis.Watch;
import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.shard.Tokens;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.ShardMap;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamSettings;
import io.hydrant.service.kinesis.embedded.stream.StreamStatus;
import io.hydrant.store.Change;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateStore;
import io.hydrant.store.Versioned;
import org.jspecify.annotations.Nullable;

/** The streams of every account and Region, in memory, and in a store if there is one. Thread-safe. */
public final class EmbeddedKinesis {
    /** The shards that an account may have in a Region: high, so that no plan of Terraform fails on it. A choice of Hydrant. */
    public static final int SHARD_LIMIT = 10_000;
    /** The on-demand streams that an account may have in a Region. A choice of Hydrant. */
    public static final int ON_DEMAND_LIMIT = 1_000;

    private static final long STREAM_BYTES = 2048;
    private static final long SHARD_BYTES = 512;

    private final KinesisDependencies dependencies;
    private final Map<Scope, ConcurrentSkipListMap<String, DataStream>> streams = new ConcurrentHashMap<>();
    private final Map<Scope, BillingCommitment> commitments = new ConcurrentHashMap<>();
    private final Tokens tokens = new Tokens();
    private final StreamWatchers watchers = new StreamWatchers();
    private final AtomicInteger made = new AtomicInteger();
    private volatile @Nullable StateStore store;

    public EmbeddedKinesis(KinesisDependencies dependencies) {
        this.dependencies = dependencies;
    }

    /** Takes the streams and records of an earlier run, and keeps what comes in {@code there}. */
    public void keep(StateStore there) {
        store = there;
        Map<String, List<Versioned<KeptRecords>>> records =
                there.list(StoredStream.RECORDS).stream().collect(Collectors.groupingBy(each -> ownerOf(each.key())));
        for (Versioned<StreamDescription> seen : there.list(StoredStream.STREAMS)) {
            StreamDescription kept = seen.value();
            StoredStream stored = StoredStream.restored(there, seen);
            List<Versioned<KeptRecords>> own = records.remove(kept.scope() + " " + StoredStream.prefix(kept));
            Map<Integer, List<StoredRecord>> loaded = stored.load(own == null ? List.of() : own);
            if (kept.status() == StreamStatus.DELETING) {
                stored.remove();
                continue;
            }
            DataStream stream = new DataStream(
                    dependencies, watchers.of(kept.arn().toString()), stored, kept.withStatus(StreamStatus.ACTIVE));
            stream.restore(loaded);
            streams.computeIfAbsent(kept.scope(), absent -> new ConcurrentSkipListMap<>())
                    .put(kept.name(), stream);
        }
        // a kill came between the removal of a stream and that of its records
        records.values()
                .forEach(left -> left.forEach(each -> StoredStream.remove(there, List.of(Change.remove(each)))));
    }

    private static String ownerOf(StateKey<KeptRecords> key) {
        String[] words = key.id().split(" ", 3);
        return key.scope() + " " + words[0] + ' ' + words[1] + ' ';
    }

    /** Whether a put waits for a disk. */
    public boolean isStored() {
        return store != null;
    }

    /**
     * Makes a stream.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceInUseException}, {@code LimitExceededException}
     */
    public void create(Scope scope, String name, StreamSettings settings, int shards, Map<String, String> tags) {
        ConcurrentSkipListMap<String, DataStream> all =
                streams.computeIfAbsent(scope, absent -> new ConcurrentSkipListMap<>());
        synchronized (all) {
            if (all.containsKey(name)) {
                throw KinesisErrors.alreadyExists(name, scope.account());
            }
            checkShards(scope, shards);
            if (settings.onDemand() && onDemandCount(scope) >= ON_DEMAND_LIMIT) {
                throw KinesisErrors.limit("This request would exceed the limit of " + ON_DEMAND_LIMIT
                        + " on-demand streams for the account " + scope.account() + " in " + scope.region() + ".");
            }
            Instant now = unlikeOthers(now());
            StreamDescription description =
                    StreamDescription.of(scope, name, now, settings, ShardMap.of(shards, now), tags);
            StateStore there = store;
            DataStream stream = new DataStream(
                    dependencies,
                    watchers.of(description.arn().toString()),
                    there == null ? null : StoredStream.create(there, description),
                    description);
            all.put(name, stream);
            stream.become(StreamStatus.CREATING, "create", dependencies.changeDuration(), same -> same);
        }
    }

    /** That instant, and some nanoseconds, which differ from those of a stream that was deleted at the same time of a clock that stands. */
    private Instant unlikeOthers(Instant now) {
        return now.truncatedTo(ChronoUnit.MICROS).plusNanos(made.incrementAndGet() % 1000);
    }

    /** Refuses {@code more} shards beyond the limit with {@code LimitExceededException}. */
    public void checkShards(Scope scope, int more) {
        int open = openShards(scope);
        if (open + more > SHARD_LIMIT) {
            throw KinesisErrors.shardLimit(scope, open, SHARD_LIMIT, more);
        }
    }

    /** Deletes a stream, its records and its consumers. */
    public void delete(DataStream stream) {
        StreamDescription old = stream.description();
        Runnable end = () -> {
            if (of(old.scope()).remove(old.name(), stream)) {
                stream.discard();
            }
        };
        if (dependencies.deleteDuration().isZero()) {
            end.run();
            return;
        }
        stream.change(now -> now.withStatus(StreamStatus.DELETING));
        stream.later(dependencies.deleteDuration(), "delete", end);
    }

    /** The stream of that name. */
    public Optional<DataStream> find(Scope scope, String name) {
        return Optional.ofNullable(of(scope).get(name));
    }

    /**
     * The stream of that name.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}
     */
    public DataStream stream(Scope scope, String name) {
        return find(scope, name).orElseThrow(() -> KinesisErrors.streamNotFound(name, scope.account()));
    }

    /** All streams of an account and Region by name. */
    public List<StreamDescription> list(Scope scope) {
        return of(scope).values().stream().map(DataStream::description).toList();
    }

    /** How many open shards there are. */
    public int openShards(Scope scope) {
        return list(scope).stream()
                .mapToInt(stream -> stream.shards().openCount())
                .sum();
    }

    /** How many on-demand streams there are. */
    public int onDemandCount(Scope scope) {
        return (int) list(scope).stream()
                .filter(stream -> stream.settings().onDemand())
                .count();
    }

    /** What an account has committed itself to pay. */
    public BillingCommitment commitment(Scope scope) {
        return commitments.getOrDefault(scope, BillingCommitment.NONE);
    }

    /** Commits an account, or ends its commitment. */
    public BillingCommitment commit(Scope scope, boolean enabled) {
        return commitments.compute(
                scope, (same, old) -> (old == null ? BillingCommitment.NONE : old).next(enabled, now()));
    }

    /** Runs {@code watcher} after puts into the stream of that ARN, and when the stream is made, changed or deleted. */
    Watch watch(String arn, Runnable watcher) {
        return watchers.add(arn, watcher);
    }

    /** Iterators and the places where lists go on, as texts. */
    public Tokens tokens() {
        return tokens;
    }

    /** What time it is. */
    public Instant now() {
        return dependencies.clock().instant();
    }

    /** Forgets the streams of the scopes that match. */
    public void reset(Predicate<Scope> scopes) {
        streams.forEach((scope, all) -> {
            if (scopes.test(scope)) {
                all.values().forEach(DataStream::discard);
                all.clear();
            }
        });
        commitments.keySet().removeIf(scopes);
    }

    /** About how many bytes streams and shards take, without their records. */
    public long bytes() {
        return streams.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .mapToLong(stream -> STREAM_BYTES
                        + SHARD_BYTES * stream.description().shards().shards().size())
                .sum();
    }

    private ConcurrentSkipListMap<String, DataStream> of(Scope scope) {
        return streams.getOrDefault(scope, new ConcurrentSkipListMap<>());
    }
}
