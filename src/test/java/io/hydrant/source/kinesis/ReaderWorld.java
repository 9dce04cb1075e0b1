package io.hydrant.source.kinesis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.RecordFrames;
import io.hydrant.record.RecordOrigin;
import io.hydrant.record.SourceRun;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesisService;
import io.hydrant.service.kinesis.embedded.KinesisDependencies;
import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.stream.StreamSettings;
import io.hydrant.source.PutResult;
import io.hydrant.source.RecordSink;
import io.hydrant.source.Source;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceReader;
import io.hydrant.source.SourceThreads;
import io.hydrant.source.round.RoundMeans;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.time.VirtualTime;

/** A Kinesis stream, a reader of it, and a delivery stream that keeps what it gets until a test delivers it. */
final class ReaderWorld implements AutoCloseable {
    final VirtualTime time = new VirtualTime(Instant.parse("2026-06-01T00:00:00Z"));
    final Scope scope = new Scope(new AccountId("000000000000"), new Region("us-east-1"));
    final EmbeddedKinesis kinesis = new EmbeddedKinesis(new KinesisDependencies(
            time,
            time,
            new BufferBudget(1L << 30),
            (caller, region, operation, key, context) -> {},
            Duration.ZERO,
            Duration.ZERO,
            false));
    final ScriptedKinesis scripted;
    final MemoryStateStore store = new MemoryStateStore();
    final SourceThreads threads = new SourceThreads();
    final List<String> events = new ArrayList<>();
    final Kept kept = new Kept();
    SourceReader reader;

    /** @param tells whether Kinesis tells that something has come */
    ReaderWorld(int shards, boolean tells) {
        scripted = new ScriptedKinesis(new EmbeddedKinesisService(kinesis), tells);
        create(shards);
        reader = open();
    }

    /** Makes the Kinesis stream. */
    void create(int shards) {
        kinesis.create(scope, "in", StreamSettings.of(false, 1024, Optional.empty()), shards, Map.of());
    }

    DataStream stream() {
        return kinesis.stream(scope, "in");
    }

    String arn() {
        return scope.arn("kinesis", "stream/in").toString();
    }

    /** A delivery stream's reader, which has not taken its place. */
    SourceReader open() {
        return source().reader();
    }

    Source source() {
        KinesisType type =
                new KinesisType(new KinesisMeans(scripted, store, new RoundMeans(time, time::moves, threads)));
        return type.open(new SourceContext(
                scope,
                "orders",
                Map.of("KinesisStreamARN", arn(), "RoleARN", "arn:aws:iam::000000000000:role/firehose"),
                time,
                kept,
                (event, details) -> {
                    synchronized (events) {
                        events.add(event);
                    }
                }));
    }

    /** The delivery stream becomes ACTIVE. */
    void activate() {
        reader.place(time.instant());
        reader.start();
        settle();
    }

    /** The process ends, and another begins: what was not delivered is gone. */
    void restart() {
        await(reader.stop());
        kept.forget();
        reader = open();
        activate();
    }

    void put(String key, String... records) {
        for (String record : records) {
            stream()
                    .put(
                            Caller.root(scope.account()),
                            new NewRecord(key, Optional.empty(), record.getBytes(StandardCharsets.UTF_8)));
        }
    }

    void putBytes(String key, byte[] record) {
        stream().put(Caller.root(scope.account()), new NewRecord(key, Optional.empty(), record));
    }

    /** Splits and merges until there are so many shards. */
    void reshard(int shards) {
        stream().update("reshard", now -> now.withShards(now.shards().uniform(shards, time.instant())));
    }

    /** Everything that is due happens. */
    void settle() {
        time.advance(Duration.ZERO);
    }

    void advance(Duration span) {
        time.advance(span);
    }

    SourceReader.Drained drain() {
        try {
            return reader.drain().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(java.util.concurrent.Future<?> end) {
        try {
            end.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    double metric(String cloudWatchName) {
        return reader.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().cloudWatchName().equals(cloudWatchName))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        await(reader.stop());
        threads.close();
    }

    /** What the delivery stream has. */
    static final class Kept implements RecordSink {
        private final List<String> all = new ArrayList<>();
        private final List<RecordOrigin> origins = new ArrayList<>();
        private final List<Waiting> waiting = new ArrayList<>();

        private record Waiting(SourceRun run, List<String> records) {}

        private long sequence;
        private int room = Integer.MAX_VALUE;
        private boolean closed;

        @Override
        public synchronized void checkActive() {
            if (closed) {
                throw new AwsException(io.hydrant.aws.AwsError.client("ResourceNotFoundException", "gone"));
            }
        }

        @Override
        public PutResult append(RecordFrames records, int admitted, Caller caller, boolean mayWait) {
            throw new AssertionError("nothing is put");
        }

        @Override
        public synchronized int accept(RecordFrames records, SourceRun run) {
            checkActive();
            int fitting = Math.min(room, records.count());
            if (fitting == 0) {
                return 0;
            }
            run.begin(sequence);
            int at = 0;
            int before = all.size();
            for (int i = 0; i < fitting; i++) {
                int end = records.lengthOf(i + 1);
                all.add(new String(records.data(), records.from() + at + 4, end - at - 4, StandardCharsets.UTF_8));
                run.origin(sequence + i).ifPresent(origins::add);
                at = end;
            }
            sequence += fitting;
            room -= fitting;
            run.entered();
            waiting.add(new Waiting(run, List.copyOf(all.subList(before, all.size()))));
            return fitting;
        }

        @Override
        public boolean tellsOrigins() {
            return true;
        }

        /** Records that have come, in their order. */
        synchronized List<String> all() {
            return List.copyOf(all);
        }

        synchronized List<RecordOrigin> origins() {
            return List.copyOf(origins);
        }

        synchronized int waitingRuns() {
            return waiting.size();
        }

        /** From now on so many records are kept. */
        synchronized void setRoom(int records) {
            room = records;
        }

        synchronized void close() {
            closed = true;
        }

        /** Delivers the run at that place of those that wait; answers its records. */
        List<String> deliver(int index) {
            Waiting delivered;
            synchronized (this) {
                delivered = waiting.remove(index);
            }
            delivered.run().left();
            return delivered.records();
        }

        void deliverAll() {
            while (waitingRuns() > 0) {
                deliver(0);
            }
        }

        synchronized void forget() {
            waiting.clear();
        }
    }
}
