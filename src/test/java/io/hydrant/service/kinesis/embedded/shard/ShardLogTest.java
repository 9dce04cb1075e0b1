package io.hydrant.service.kinesis.embedded.shard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShardLogTest {
    private static final Optional<String> PLAIN = Optional.empty();
    private static final long ALL = Long.MAX_VALUE;

    private final ShardLog log = new ShardLog();

    private record Sent(long place, long arrival, String partitionKey, byte[] data, Optional<String> key) {
        long cost() {
            return StoredRecord.costOf(1, partitionKey.getBytes(StandardCharsets.UTF_8).length + data.length);
        }
    }

    private Sent append(long now, String partitionKey, byte[] data, Optional<String> key) {
        ShardLog.Place place =
                Objects.requireNonNull(log.append(now, partitionKey.getBytes(StandardCharsets.UTF_8), data, key));
        return new Sent(place.number(), place.arrivalMillis(), partitionKey, data, key);
    }

    private static void assertSame(List<StoredRecord> read, List<Sent> sent) {
        assertThat(read).hasSameSizeAs(sent);
        for (int i = 0; i < read.size(); i++) {
            StoredRecord record = read.get(i);
            assertThat(record.place()).isEqualTo(sent.get(i).place());
            assertThat(record.arrivalMillis()).isEqualTo(sent.get(i).arrival());
            assertThat(record.partitionKey()).isEqualTo(sent.get(i).partitionKey());
            assertThat(record.data()).isEqualTo(sent.get(i).data());
            assertThat(record.key()).isEqualTo(sent.get(i).key());
            assertThat(ByteBuffer.wrap(record.frames()).getInt(record.offset() - 4))
                    .isEqualTo(record.length());
        }
    }

    /** Records of all lengths, longer than a segment too, under changing keys; read from any place, and forgotten in turn. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void itGivesWhatItTookAndForgetsTheOldest(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sent> all = new ArrayList<>();
        long now = 1000;
        Optional<String> key = PLAIN;
        long freed = 0;
        for (int step = 0; step < 3000; step++) {
            now += random.nextInt(3);
            if (random.nextInt(100) == 0) {
                key = random.nextBoolean() ? PLAIN : Optional.of("alias/" + random.nextInt(3));
            }
            byte[] data = new byte[random.nextInt(50) == 0 ? random.nextInt(200_000) : random.nextInt(300)];
            random.nextBytes(data);
            all.add(append(now - random.nextInt(2), "клю́ч-".repeat(random.nextInt(3)) + step, data, key));
            if (random.nextInt(20) == 0) {
                long place = random.nextLong(all.get(all.size() - 1).place() + 3);
                int limit = 1 + random.nextInt(500);
                List<Sent> expected = all.stream()
                        .filter(sent -> sent.place() >= place)
                        .limit(limit)
                        .toList();
                assertSame(log.read(place, limit, ALL, now).records(), expected);
                long time = now - random.nextInt(500);
                assertThat(log.placeAt(time))
                        .isEqualTo(all.stream()
                                .filter(sent -> sent.arrival() >= time)
                                .findFirst()
                                .map(Sent::place)
                                .orElse(log.end()));
            }
            if (random.nextInt(60) == 0) {
                long limit = now - random.nextInt(1000);
                freed = log.forgetBefore(limit);
                assertThat(freed)
                        .isEqualTo(all.stream()
                                .filter(sent -> sent.arrival() <= limit)
                                .mapToLong(Sent::cost)
                                .sum());
                all.removeIf(sent -> sent.arrival() <= limit);
                assertThat(log.oldest())
                        .isEqualTo(all.stream().mapToLong(Sent::arrival).findFirst());
            }
        }
        assertSame(log.read(0, 10_000, ALL, now).records(), all);
    }

    @Test
    void aReadEndsBeforeItHasTooManyBytesButHasARecordInAnyCase() {
        for (int i = 0; i < 10; i++) {
            append(i, "k", new byte[99], PLAIN);
        }

        ShardLog.Read two = log.read(3, 100, 299, 50);
        assertThat(two.records()).hasSize(2);
        assertThat(two.next()).isEqualTo(5);
        assertThat(two.behindMillis()).isEqualTo(50 - 3);
        assertThat(log.read(3, 100, 5, 50).records()).hasSize(1);
        assertThat(log.read(10, 100, 5, 50).behindMillis()).isZero();
    }

    @Test
    void aClosedShardTakesNothingAndSaysWhenItIsAtItsEnd() {
        append(1, "k", new byte[1], PLAIN);
        append(2, "k", new byte[1], Optional.of("key"));
        log.close();

        assertThat(log.append(3, new byte[1], new byte[1], PLAIN)).isNull();
        assertThat(log.read(1, 1, ALL, 3).atEnd()).isFalse();
        ShardLog.Read rest = log.read(2, 1, ALL, 3);
        assertThat(rest.atEnd()).isTrue();
        assertThat(rest.keys()).containsExactly("key");
        assertThat(log.read(3, 1, ALL, 3).atEnd()).isTrue();
    }

    @Test
    void recordsKeepThePlacesThatTheyHadBefore() {
        List<StoredRecord> kept = Arrays.asList(
                new StoredRecord(7, 10, "a".getBytes(StandardCharsets.UTF_8), new byte[] {1}, PLAIN),
                new StoredRecord(8, 20, "b".getBytes(StandardCharsets.UTF_8), new byte[] {2}, Optional.of("key")));
        log.appendAll(kept);

        assertThat(append(15, "c", new byte[] {3}, PLAIN).arrival()).isEqualTo(20);
        assertThat(log.read(0, 10, ALL, 20).records())
                .extracting(record -> record.place() + record.partitionKey() + record.data()[0])
                .containsExactly("7a1", "8b2", "9c3");
        assertThat(log.forgetBefore(ALL)).isEqualTo(3 * StoredRecord.costOf(1, 2));
        assertThat(log.oldest()).isEqualTo(OptionalLong.empty());
        assertThat(log.end()).isEqualTo(10);
    }

    @Test
    void whatWasReadStaysAsItIsWhileMoreComesAndTheOldestIsForgotten() {
        Sent first = append(1, "first", new byte[] {1, 2, 3}, PLAIN);
        List<StoredRecord> read = log.read(0, 1, ALL, 1).records();
        for (int i = 0; i < 1000; i++) {
            append(i, "more-" + i, new byte[100], PLAIN);
        }
        log.forgetBefore(ALL);

        assertSame(read, List.of(first));
    }
}
