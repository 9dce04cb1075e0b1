package io.hydrant.source.kinesis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import io.hydrant.support.Soak;
import io.hydrant.support.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Puts, splits, merges, throttling, lost iterators, full buffers and restarts in any order: every record is delivered; without a
 * restart once, and each key's in their order.
 */
class KinesisReaderPropertiesTest {
    private static final String[] REFUSALS = {
        "ProvisionedThroughputExceededException",
        "ExpiredIteratorException",
        "KMSThrottlingException",
        "ServiceUnavailable",
        "InternalFailure"
    };
    private static final String[] CALLS = {"describe", "shards", "iterator", "records"};

    static LongStream seeds() {
        return Soak.seeds(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deliversEveryRecordOnceWithoutARestart(long seed) {
        try (World world = new World(seed, false)) {
            world.run(Soak.steps(150, 400));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deliversEveryRecordThroughRestarts(long seed) {
        try (World world = new World(seed, true)) {
            world.run(Soak.steps(150, 400));
        }
    }

    @Test
    void deliversAHundredThousandRecords() {
        try (World world = new World(7, false)) {
            world.atOnce = 1_500;
            world.run(400);
            assertThat(world.put.values().stream().mapToInt(Integer::intValue).sum())
                    .isGreaterThan(100_000);
        }
    }

    @Test
    void everythingHappens() {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 1; seed <= 4; seed++) {
            try (World world = new World(seed, true)) {
                world.run(Soak.steps(400));
                world.story.seen().forEach((what, count) -> seen.merge(what, count, Integer::sum));
            }
        }

        assertThat(seen).containsKeys("put", "aggregate", "reshard", "refusal", "full", "restart", "deliver", "drain");
    }

    private static final class World implements AutoCloseable {
        private static final int KEYS = 12;

        private final Story story;
        private final boolean restarts;
        private final ReaderWorld world;
        private final Map<String, Integer> put = new HashMap<>();
        private final Set<String> delivered = new HashSet<>();
        private int twice;

        /** So many records are put together at most. */
        private int atOnce = 20;

        World(long seed, boolean restarts) {
            this.story = new Story(seed);
            this.restarts = restarts;
            this.world = new ReaderWorld(1 + story.nextInt(4), story.nextBoolean());
            world.activate();
        }

        void run(int steps) {
            story.tell(steps, 50, this::step, () -> {}, this::end);
        }

        private void step() {
            int dice = story.nextInt(100);
            if (dice < 30) {
                putSome();
            } else if (dice < 55) {
                world.advance(Duration.ofMillis(story.nextInt(3_000)));
            } else if (dice < 65) {
                story.saw("drain");
                world.drain();
            } else if (dice < 80) {
                deliver();
            } else {
                meddle(story.nextInt(20));
            }
        }

        private void meddle(int dice) {
            if (dice < 6) {
                story.saw("reshard");
                world.reshard(1 + story.nextInt(6));
            } else if (dice < 12) {
                for (int i = story.nextInt(3); i >= 0; i--) {
                    story.saw("refusal");
                    world.scripted.fail(CALLS[story.nextInt(CALLS.length)], REFUSALS[story.nextInt(REFUSALS.length)]);
                }
            } else if (dice < 17) {
                story.saw("full");
                world.kept.setRoom(story.nextBoolean() ? story.nextInt(10) : Integer.MAX_VALUE);
            } else if (dice < 18) {
                world.advance(Duration.ofMinutes(7));
            } else if (restarts) {
                story.saw("restart");
                world.restart();
            }
        }

        private void putSome() {
            for (int i = story.nextInt(atOnce); i >= 0; i--) {
                String key = "k" + story.nextInt(KEYS);
                if (story.nextInt(4) > 0) {
                    story.saw("put");
                    world.put(key, next(key));
                } else {
                    story.saw("aggregate");
                    List<byte[]> users = new ArrayList<>();
                    for (int user = story.nextInt(5); user > 0; user--) {
                        users.add(next(key).getBytes(StandardCharsets.UTF_8));
                    }
                    world.putBytes(key, Aggregates.of(key, users));
                }
            }
        }

        private String next(String key) {
            return key + ":" + (put.merge(key, 1, Integer::sum) - 1);
        }

        private void deliver() {
            int waiting = world.kept.waitingRuns();
            if (waiting > 0) {
                story.saw("deliver");
                note(world.kept.deliver(story.nextInt(waiting)));
            }
        }

        private void note(List<String> records) {
            for (String record : records) {
                twice += delivered.add(record) ? 0 : 1;
            }
        }

        private void end() {
            world.scripted.mend();
            world.kept.setRoom(Integer.MAX_VALUE);
            world.advance(Duration.ofMinutes(5));
            world.drain();
            while (world.kept.waitingRuns() > 0) {
                note(world.kept.deliver(0));
            }

            Set<String> all = new HashSet<>();
            put.forEach((key, count) -> {
                for (int i = 0; i < count; i++) {
                    all.add(key + ":" + i);
                }
            });
            Set<String> missing = new TreeSet<>(all);
            missing.removeAll(delivered);
            assertThat(missing).isEmpty();
            assertThat(delivered).hasSameSizeAs(all);
            assertThat(world.reader.warnings()).isEmpty();
            if (!restarts) {
                assertThat(twice).isZero();
                checkOrder();
            }
        }

        private void checkOrder() {
            Map<String, Integer> next = new HashMap<>();
            for (String record : world.kept.all()) {
                String key = record.substring(0, record.indexOf(':'));
                assertThat(Integer.parseInt(record.substring(key.length() + 1)))
                        .isEqualTo(next.merge(key, 1, Integer::sum) - 1);
            }
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
