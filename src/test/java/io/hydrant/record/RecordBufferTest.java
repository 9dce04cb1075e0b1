package io.hydrant.record;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordBufferTest {
    private static final Instant T0 = Instant.parse("2026-11-23T12:00:00Z");

    private final BufferBudget budget = new BufferBudget(1L << 40);
    private final RecordBuffer buffer = new RecordBuffer(budget);

    private static final class Seal implements EncryptedWith {
        private int chunks;

        @Override
        public void entered() {
            chunks++;
        }

        @Override
        public void left() {
            chunks--;
        }

        @Override
        public String keyName() {
            return "seal";
        }
    }

    private void append(Instant arrival, int count, byte[] payload) {
        assertThat(budget.take(BufferBudget.costOf(count, payload.length))).isTrue();
        buffer.append(new RecordBuffer.Chunk(arrival, 0, count, payload.length, null, payload, 0, payload.length));
    }

    private List<RecordBuffer.Chunk> chunks() {
        List<RecordBuffer.Chunk> chunks = new ArrayList<>();
        buffer.forEach(chunks::add);
        return chunks;
    }

    private static byte[] payload(RecordBuffer.Chunk chunk) {
        return Arrays.copyOfRange(chunk.data(), chunk.offset(), chunk.offset() + chunk.length());
    }

    @Test
    void aNewBufferIsEmpty() {
        assertThat(chunks()).isEmpty();
        assertThat(buffer.records()).isZero();
        assertThat(buffer.bytes()).isZero();
        assertThat(buffer.oldestArrival()).isNull();
        assertThat(buffer.clear()).isZero();
    }

    @Test
    void chunksComeBackInOrderWithAllThatIsKnownOfThem() {
        Seal seal = new Seal();
        byte[] reused = {1, 2, 3, 9, 9};
        buffer.append(new RecordBuffer.Chunk(T0, 0, 2, 11, null, reused, 0, 3));
        reused[0] = 7;
        buffer.append(new RecordBuffer.Chunk(T0.plusMillis(1), 0, 3, 12, seal, reused, 0, 5));

        List<RecordBuffer.Chunk> chunks = chunks();
        assertThat(chunks).hasSize(2);
        assertThat(payload(chunks.get(0))).containsExactly(1, 2, 3);
        assertThat(chunks.get(0).arrival()).isEqualTo(T0);
        assertThat(chunks.get(0).count()).isEqualTo(2);
        assertThat(chunks.get(0).recordBytes()).isEqualTo(11);
        assertThat(chunks.get(0).sealedUnder()).isNull();
        assertThat(payload(chunks.get(1))).containsExactly(7, 2, 3, 9, 9);
        assertThat(chunks.get(1).arrival()).isEqualTo(T0.plusMillis(1));
        assertThat(chunks.get(1).count()).isEqualTo(3);
        assertThat(chunks.get(1).recordBytes()).isEqualTo(12);
        assertThat(chunks.get(1).sealedUnder()).isSameAs(seal);
        assertThat(buffer.records()).isEqualTo(5);
        assertThat(buffer.bytes()).isEqualTo(23);
        assertThat(buffer.oldestArrival()).isEqualTo(T0);
    }

    @Test
    void whatArrivedUntilTheLimitIsDroppedAndNothingElse() {
        append(T0, 1, new byte[] {1});
        append(T0.plusMillis(1), 2, new byte[] {2, 2});
        append(T0.plusMillis(2), 4, new byte[] {3, 3, 3});

        assertThat(buffer.dropThrough(T0.minusMillis(1))).isZero();
        assertThat(buffer.dropThrough(T0.plusMillis(1))).isEqualTo(3);

        assertThat(chunks()).singleElement().satisfies(c -> assertThat(payload(c))
                .containsExactly(3, 3, 3));
        assertThat(buffer.records()).isEqualTo(4);
        assertThat(buffer.bytes()).isEqualTo(3);
        assertThat(buffer.oldestArrival()).isEqualTo(T0.plusMillis(2));
        assertThat(budget.used()).isEqualTo(BufferBudget.costOf(4, 3));
        assertThat(buffer.clear()).isEqualTo(4);
        assertThat(budget.used()).isZero();
        assertThat(buffer.oldestArrival()).isNull();
    }

    @Test
    void aSealHearsOfEveryChunkThatEntersAndLeaves() {
        Seal seal = new Seal();
        for (int i = 0; i < 3; i++) {
            buffer.append(new RecordBuffer.Chunk(T0.plusMillis(i), 0, 1, 0, seal, new byte[1], 0, 1));
        }
        assertThat(seal.chunks).isEqualTo(3);
        assertThat(buffer.dropThrough(T0)).isEqualTo(1);
        assertThat(seal.chunks).isEqualTo(2);
        assertThat(buffer.clear()).isEqualTo(2);
        assertThat(seal.chunks).isZero();
    }

    @Test
    void aChunkLargerThanAnySegmentIsKeptWhole() {
        byte[] small = {1, 2, 3};
        byte[] large = new byte[5 << 20];
        new SplittableRandom(1).nextBytes(large);
        append(T0, 1, small);
        append(T0, 1, large);
        append(T0, 1, small);

        List<RecordBuffer.Chunk> chunks = chunks();
        assertThat(payload(chunks.get(0))).isEqualTo(small);
        assertThat(payload(chunks.get(1))).isEqualTo(large);
        assertThat(payload(chunks.get(2))).isEqualTo(small);
    }

    @Test
    void itCanBeUsedAgainAfterItWasEmptied() {
        append(T0, 1, new byte[2_000]);
        assertThat(buffer.clear()).isEqualTo(1);
        append(T0.plusMillis(5), 1, new byte[] {8});
        assertThat(chunks()).singleElement().satisfies(c -> assertThat(payload(c))
                .containsExactly(8));
        assertThat(buffer.oldestArrival()).isEqualTo(T0.plusMillis(5));
    }

    @Test
    void tensOfThousandsOfChunksMatchAPlainQueue() {
        SplittableRandom random = new SplittableRandom(20150804);
        record Kept(Instant arrival, int count, byte[] payload, boolean sealed) {}
        Deque<Kept> model = new ArrayDeque<>();
        Seal seal = new Seal();
        Instant now = T0;
        for (int i = 0; i < 40_000; i++) {
            now = now.plusMillis(random.nextInt(3));
            byte[] payload = new byte[random.nextInt(200) == 0 ? random.nextInt(20_000) : random.nextInt(80)];
            random.nextBytes(payload);
            boolean sealed = random.nextInt(3) == 0;
            Kept kept = new Kept(now, 1 + random.nextInt(5), payload, sealed);
            assertThat(budget.take(BufferBudget.costOf(kept.count(), payload.length)))
                    .isTrue();
            buffer.append(new RecordBuffer.Chunk(
                    now, 0, kept.count(), payload.length, sealed ? seal : null, payload, 0, payload.length));
            model.add(kept);
            if (random.nextInt(500) == 0) {
                Instant limit = now.minusMillis(random.nextInt(700));
                long dropped = 0;
                while (!model.isEmpty() && !model.getFirst().arrival().isAfter(limit)) {
                    dropped += model.removeFirst().count();
                }
                assertThat(buffer.dropThrough(limit)).isEqualTo(dropped);
            }
        }

        List<RecordBuffer.Chunk> chunks = chunks();
        assertThat(chunks).hasSizeGreaterThan(100).hasSameSizeAs(model);
        int at = 0;
        for (Kept kept : model) {
            RecordBuffer.Chunk chunk = chunks.get(at++);
            assertThat(chunk.arrival()).isEqualTo(kept.arrival());
            assertThat(chunk.count()).isEqualTo(kept.count());
            assertThat(chunk.sealedUnder() != null).isEqualTo(kept.sealed());
            assertThat(payload(chunk)).isEqualTo(kept.payload());
        }
        long bytes = model.stream().mapToLong(k -> k.payload().length).sum();
        assertThat(buffer.records())
                .isEqualTo(model.stream().mapToLong(Kept::count).sum());
        assertThat(buffer.bytes()).isEqualTo(bytes);
        assertThat(budget.used()).isEqualTo(BufferBudget.costOf(buffer.records(), bytes));
        assertThat(seal.chunks)
                .isEqualTo((int) model.stream().filter(Kept::sealed).count());
    }

    /** A place whose bytes are a text. */
    private record AtPlace(long place) implements Ticket {
        @Override
        public byte[] payload() {
            return new byte[] {0, 0, 0, 2, (byte) place, (byte) place};
        }
    }

    private static RecordBuffer.Chunk elsewhere(Instant arrival, long place) {
        return new RecordBuffer.Chunk(
                arrival, place, 1, 2, null, RecordBuffer.Chunk.ELSEWHERE, 0, 6, new AtPlace(place), false);
    }

    @Test
    void aLongPayloadThatLastsIsNotCopied() {
        byte[] lasting = new byte[1 << 18];
        append(T0, 1, new byte[] {1, 2, 3});
        for (int length : new int[] {100, 1 << 17}) {
            assertThat(budget.take(BufferBudget.costOf(1, length))).isTrue();
            buffer.append(new RecordBuffer.Chunk(T0, 0, 1, length, null, lasting, 50, length, Ticket.NONE, true));
        }
        append(T0.plusMillis(1), 1, new byte[] {4, 5, 6});

        List<RecordBuffer.Chunk> chunks = chunks();
        assertThat(chunks).extracting(RecordBuffer.Chunk::length).containsExactly(3, 100, 1 << 17, 3);
        assertThat(chunks.get(1).data()).as("short").isNotSameAs(lasting);
        assertThat(chunks.get(2).data()).isSameAs(lasting);
        assertThat(chunks.get(2).offset()).isEqualTo(50);
        assertThat(payload(chunks.get(3))).containsExactly(4, 5, 6);
        assertThat(lasting).containsOnly(0);
        RecordBuffer.Taken taken = buffer.take();
        assertThat(taken.records()).isEqualTo(4);
        taken.release();
        assertThat(budget.used()).isZero();
    }

    @Test
    void placesOfChunksThatLeaveAreTold() {
        List<Long> left = new ArrayList<>();
        RecordBuffer told = new RecordBuffer(budget, places -> {
            for (long place : places) {
                left.add(place);
            }
        });
        for (int i = 1; i <= 20; i++) {
            Ticket ticket = i % 3 == 0 ? new AtPlace(i) : Ticket.NONE;
            byte[] payload = {0, 0, 0, 1, 7};
            assertThat(budget.take(BufferBudget.costOf(1, 1))).isTrue();
            told.append(new RecordBuffer.Chunk(T0.plusSeconds(i), i, 1, 1, null, payload, 0, 5, ticket, false));
        }
        assertThat(told.dropThrough(T0.plusSeconds(7))).isEqualTo(7);
        assertThat(left).containsExactly(3L, 6L);
        RecordBuffer.Taken taken = told.take();
        assertThat(left).hasSize(2);
        assertThat(taken.places()).containsExactly(9, 12, 15, 18);
        taken.release();
        assertThat(left).containsExactly(3L, 6L, 9L, 12L, 15L, 18L);
        assertThat(budget.used()).isZero();
    }

    @Test
    void chunksThatLieElsewhereTakeNextToNothingAndAreReadWhenTheyAreNeeded() {
        for (int i = 1; i <= 1_000; i++) {
            RecordBuffer.Chunk chunk = elsewhere(T0, i);
            budget.takeAnyway(chunk.cost());
            buffer.append(chunk);
        }
        append(T0, 1, new byte[] {0, 0, 0, 1, 9});
        RecordBuffer.Chunk last = elsewhere(T0, 2_000);
        budget.takeAnyway(last.cost());
        buffer.append(last);
        assertThat(buffer.records()).isEqualTo(1_002);
        RecordBuffer.Taken taken = buffer.take();
        List<RecordBuffer.Chunk> chunks = new ArrayList<>();
        taken.forEach(chunks::add);
        List<Integer> first = new ArrayList<>();
        new RecordBatch(UUID.randomUUID(), chunks, RecordDecryptor.NOTHING_SEALED)
                .forEach((position, arrival, data, offset, length) -> first.add(data[offset] & 255));

        assertThat(first).hasSize(1_002).startsWith(1, 2, 3).endsWith(9, 2_000 & 255);
        taken.release();
        assertThat(budget.used()).isZero();
    }
}
