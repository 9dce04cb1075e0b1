package io.hydrant.service.kinesis.embedded;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.record.BufferBudget;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.service.kinesis.KinesisRecord;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.service.kinesis.ShardRecords;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import io.hydrant.service.kinesis.embedded.stream.HashRange;
import io.hydrant.service.kinesis.embedded.stream.ShardMap;
import io.hydrant.service.kinesis.embedded.stream.StreamSettings;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Puts, splits, merges, new counts and reads in any order: no record is lost, and each partition key keeps its order. */
class KinesisPropertiesTest {
    private static final Scope SCOPE = new Scope(new AccountId("000000000000"), new Region("us-east-1"));
    private static final Caller CALLER = Caller.root(SCOPE.account());
    private static final int KEYS = 40;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-28T00:00:00Z"));
    private final BufferBudget budget = new BufferBudget(1L << 30);
    private final EmbeddedKinesis kinesis = new EmbeddedKinesis(new KinesisDependencies(
            time, time, budget, (caller, region, operation, key, context) -> {}, Duration.ZERO, Duration.ZERO, false));
    private final EmbeddedKinesisService port = new EmbeddedKinesisService(kinesis);
    private final KinesisReader reader = new KinesisReader(
            "delivery", SCOPE, "arn:aws:iam::000000000000:role/r", "arn:aws:kinesis:us-east-1:000000000000:stream/s");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsLostAndKeysKeepTheirOrder(long seed) {
        Random random = new Random(seed);
        DataStream stream = stream(1 + random.nextInt(4));
        Reading reading = new Reading();
        Map<String, List<Integer>> sent = new LinkedHashMap<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(12)) {
                case 0 -> reshard(stream, random);
                case 1, 2, 3 -> reading.step(1 + random.nextInt(20));
                case 4 -> time.advance(Duration.ofSeconds(random.nextInt(3)));
                default -> put(stream, sent, random);
            }
        }

        reading.finish();

        assertThat(reading.received).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void nothingIsLostWhileSeveralPutAndTheShardsChange(long seed) throws InterruptedException {
        Random random = new Random(seed);
        DataStream stream = stream(2);
        ExecutorService producers = Executors.newFixedThreadPool(3);
        Map<String, List<Integer>> sent = new HashMap<>();
        for (int producer = 0; producer < 3; producer++) {
            String name = "producer-" + producer + '-';
            for (int i = 0; i < 3000; i++) {
                sent.computeIfAbsent(name + i % KEYS, absent -> new ArrayList<>())
                        .add(i);
            }
            producers.execute(() -> {
                for (int i = 0; i < 3000; i++) {
                    stream.put(CALLER, record(name + i % KEYS, i));
                }
            });
        }
        producers.shutdown();
        Reading reading = new Reading();
        while (!producers.awaitTermination(1, TimeUnit.MILLISECONDS)) {
            reshard(stream, random);
            reading.step(1000);
        }

        reading.finish();

        assertThat(reading.received).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void whatExpiresGivesItsMemoryBack(long seed) {
        Random random = new Random(seed);
        DataStream stream = stream(2);
        for (int i = 0; i < 500; i++) {
            put(stream, new HashMap<>(), random);
            time.advance(Duration.ofMinutes(random.nextInt(20)));
            reshard(stream, random);
        }
        assertThat(budget.used()).isPositive();

        time.advance(Duration.ofHours(25));

        assertThat(budget.used()).isZero();
        assertThat(time.pending()).isEmpty();
        assertThat(port.shards(reader))
                .allSatisfy(shard -> assertThat(shard.open()).isTrue());
    }

    private DataStream stream(int shards) {
        kinesis.create(
                SCOPE,
                "s",
                StreamSettings.of(false, StreamSettings.DEFAULT_RECORD, Optional.empty()),
                shards,
                Map.of());
        return kinesis.stream(SCOPE, "s");
    }

    private static NewRecord record(String key, int number) {
        return new NewRecord(key, Optional.empty(), Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    private static void put(DataStream stream, Map<String, List<Integer>> sent, Random random) {
        List<NewRecord> batch = new ArrayList<>();
        for (int i = random.nextInt(10); i >= 0; i--) {
            String key = "key-" + random.nextInt(KEYS);
            List<Integer> numbers = sent.computeIfAbsent(key, absent -> new ArrayList<>());
            numbers.add(numbers.size());
            batch.add(record(key, numbers.size() - 1));
        }
        assertThat(stream.put(CALLER, batch))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(PutOutcome.Kept.class));
    }

    private void reshard(DataStream stream, Random random) {
        stream.update("reshard", now -> {
            ShardMap shards = now.shards();
            List<StreamShard> open = shards.open();
            int at = random.nextInt(open.size());
            HashRange range = open.get(at).range();
            return now.withShards(
                    switch (random.nextInt(3)) {
                        case 0 -> open.size() < 20 ? shards.split(open.get(at), middle(range), time.instant()) : shards;
                        case 1 ->
                            at + 1 < open.size()
                                    ? shards.merge(open.get(at), open.get(at + 1), time.instant())
                                    : shards;
                        default -> shards.uniform(1 + random.nextInt(6), time.instant());
                    });
        });
    }

    private static HashKey middle(HashRange range) {
        BigInteger sum = range.start().number().add(range.end().number());
        return HashKey.parse(sum.shiftRight(1).add(BigInteger.ONE).toString()).orElseThrow();
    }

    /** Reads parents to their ends before their children, as consumers do. */
    private final class Reading {
        private final Map<String, List<Integer>> received = new HashMap<>();
        private final Map<String, String> iterators = new LinkedHashMap<>();
        private final Set<String> ended = new HashSet<>();

        void step(int limit) {
            begin();
            for (Map.Entry<String, String> iterator : Map.copyOf(iterators).entrySet()) {
                String shard = iterator.getKey();
                ShardRecords read = port.records(reader, iterator.getValue(), limit);
                read.records().forEach(this::take);
                if (read.next().isPresent()) {
                    iterators.put(shard, read.next().get());
                } else {
                    assertThat(read.children()).isNotEmpty();
                    iterators.remove(shard);
                    ended.add(shard);
                }
            }
        }

        void finish() {
            int before = -1;
            while (before != count() + ended.size()) {
                before = count() + ended.size();
                step(10_000);
            }
        }

        private int count() {
            return received.values().stream().mapToInt(List::size).sum();
        }

        private void begin() {
            for (Shard shard : port.shards(reader)) {
                if (!ended.contains(shard.id())
                        && !iterators.containsKey(shard.id())
                        && ended.containsAll(shard.parents())) {
                    iterators.put(shard.id(), port.iterator(reader, shard.id(), new ShardPosition.TrimHorizon()));
                }
            }
        }

        private void take(KinesisRecord record) {
            received.computeIfAbsent(record.partitionKey(), absent -> new ArrayList<>())
                    .add(Integer.parseInt(new String(record.data(), StandardCharsets.UTF_8)));
        }
    }
}
