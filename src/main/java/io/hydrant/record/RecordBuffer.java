package io.hydrant.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The acknowledged records of one delivery stream, oldest first, in shared segments: no object per record or per put.
 *
 * <p>What one put brought is one chunk: {@code count} records, each a four-byte length and its bytes, plain or sealed as a
 * whole. Not thread-safe: the stream's lock guards it.
 */
public final class RecordBuffer {
    private static final int SMALLEST_SEGMENT = 1 << 10;

    /** Above the size from which {@code scripts/hydrant} allocates arrays in the old generation, so that no collection copies them. */
    private static final int LARGEST_SEGMENT = 1 << 22;

    /** The longest span of arrivals in one batch. It exceeds every buffering interval, so a normal batch is never split. */
    private static final Duration SPAN = Duration.ofMinutes(20);

    private final BufferBudget budget;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>(1);
    private long records;
    private long bytes;

    public RecordBuffer(BufferBudget budget) {
        this.budget = budget;
    }

    /**
     * One put's records.
     *
     * @param arrival when they were acknowledged
     * @param sequence the number of the first in its stream; the others follow, unless they were processed
     * @param count how many
     * @param recordBytes their sizes together, without lengths
     * @param counter counts the chunk: what opens the payload, or who has read it; null for neither
     * @param data holds the payload from {@code offset} on; not to be changed
     */
    public record Chunk(
            Instant arrival,
            long sequence,
            int count,
            int recordBytes,
            @Nullable ChunkCounter counter,
            byte[] data,
            int offset,
            int length) {
        /** What opens the payload; null when it is plain. */
        public @Nullable EncryptedWith sealedUnder() {
            return counter instanceof EncryptedWith key ? key : null;
        }

        /** What it takes of the {@link BufferBudget}. */
        public long cost() {
            return BufferBudget.costOf(count, recordBytes);
        }
    }

    /**
     * Adds a chunk, whose payload is copied. The budget for its records has been taken before, as {@link Chunk#cost} says, and is
     * given back when the chunk leaves.
     */
    public void append(Chunk chunk) {
        Segment last = segments.peekLast();
        if (last == null
                || !last.fits(chunk.length())
                || last.oldest().plus(SPAN).isBefore(chunk.arrival())) {
            int size = last == null ? SMALLEST_SEGMENT : Math.min(last.data.length * 2, LARGEST_SEGMENT);
            last = new Segment(new byte[Math.max(size, chunk.length())]);
            segments.addLast(last);
        }
        System.arraycopy(chunk.data(), chunk.offset(), last.data, last.used, chunk.length());
        last.enter(chunk);
        ChunkCounter counter = chunk.counter();
        if (counter != null) {
            counter.entered();
        }
        records += chunk.count();
        bytes += chunk.recordBytes();
    }

    /** Hands every chunk to {@code reader}, oldest first, without removing it. */
    public void forEach(Consumer<Chunk> reader) {
        segments.forEach(segment -> segment.forEach(reader));
    }

    /**
     * Takes the oldest records out of the buffer, and what arrived within 20 minutes of them, so that none of them expires much
     * before its time. What was taken still counts against the budget and by its counters, until {@link Taken#release}.
     */
    public Taken take() {
        Instant end = Objects.requireNonNull(oldestArrival()).plus(SPAN);
        List<Segment> parts = new ArrayList<>();
        long count = 0;
        long size = 0;
        do {
            Segment segment = segments.remove();
            parts.add(segment);
            for (int i = segment.first; i < segment.chunks; i++) {
                count += segment.facts[i * 4 + 2];
                size += segment.facts[i * 4 + 3];
            }
        } while (!segments.isEmpty() && !segments.element().newest().isAfter(end));
        records -= count;
        bytes -= size;
        return new Taken(parts, count, size);
    }

    /** What was taken out of the buffer together. Its chunks do not change; releasing it is guarded by the stream's lock. */
    public final class Taken {
        private final List<Segment> parts;
        private final long count;
        private final long size;

        private Taken(List<Segment> parts, long count, long size) {
            this.parts = parts;
            this.count = count;
            this.size = size;
        }

        /** Hands every chunk to {@code reader}, oldest first. */
        public void forEach(Consumer<Chunk> reader) {
            parts.forEach(segment -> segment.forEach(reader));
        }

        /** How many records. */
        public long records() {
            return count;
        }

        /** Their bytes, without lengths and seals. */
        public long bytes() {
            return size;
        }

        /** When the first of them arrived. */
        public Instant oldestArrival() {
            return parts.get(0).oldest();
        }

        /** Gives the memory back, because the records have been delivered or dropped. To be called once. */
        public void release() {
            budget.give(BufferBudget.costOf(count, size));
            parts.forEach(Segment::leave);
        }
    }

    /** Drops what arrived at or before {@code limit}; returns how many records that were. */
    public long dropThrough(Instant limit) {
        long before = records;
        for (Segment segment = segments.peekFirst(); segment != null; segment = segments.peekFirst()) {
            while (segment.first < segment.chunks
                    && !segment.chunk(segment.first).arrival().isAfter(limit)) {
                leave(segment.chunk(segment.first));
                segment.first++;
            }
            if (segment.first < segment.chunks) {
                break;
            }
            segments.removeFirst();
        }
        return before - records;
    }

    /** Drops everything; returns how many records that were. */
    public long clear() {
        return dropThrough(Instant.MAX);
    }

    private void leave(Chunk chunk) {
        records -= chunk.count();
        bytes -= chunk.recordBytes();
        budget.give(chunk.cost());
        ChunkCounter counter = chunk.counter();
        if (counter != null) {
            counter.left();
        }
    }

    /** Records waiting. */
    public long records() {
        return records;
    }

    /** Their bytes, without lengths and seals. */
    public long bytes() {
        return bytes;
    }

    /** When the oldest waiting record arrived; null when none waits. */
    public @Nullable Instant oldestArrival() {
        Segment first = segments.peekFirst();
        return first == null ? null : first.oldest();
    }

    /** A run of payloads, with what is known of each beside it: arrival and sequence in {@code times}, the rest in {@code facts}. */
    private static final class Segment {
        private final byte[] data;
        private int used;
        private int first;
        private int chunks;
        private long[] times = new long[8];
        private int[] facts = new int[16];
        private @Nullable ChunkCounter[] counters = new @Nullable ChunkCounter[0];

        Segment(byte[] data) {
            this.data = data;
        }

        boolean fits(int length) {
            return data.length - used >= length;
        }

        Instant oldest() {
            return Instant.ofEpochMilli(times[first * 2]);
        }

        Instant newest() {
            return Instant.ofEpochMilli(times[chunks * 2 - 2]);
        }

        /** What the next bytes from {@code used} on are. */
        void enter(Chunk chunk) {
            if (chunks * 2 == times.length) {
                times = Arrays.copyOf(times, chunks * 4);
                facts = Arrays.copyOf(facts, chunks * 8);
            }
            times[chunks * 2] = chunk.arrival().toEpochMilli();
            times[chunks * 2 + 1] = chunk.sequence();
            facts[chunks * 4] = used;
            facts[chunks * 4 + 1] = chunk.length();
            facts[chunks * 4 + 2] = chunk.count();
            facts[chunks * 4 + 3] = chunk.recordBytes();
            ChunkCounter counter = chunk.counter();
            if (counter != null) {
                if (counters.length <= chunks) {
                    counters = Arrays.copyOf(counters, times.length / 2);
                }
                counters[chunks] = counter;
            }
            used += chunk.length();
            chunks++;
        }

        void forEach(Consumer<Chunk> reader) {
            for (int i = first; i < chunks; i++) {
                reader.accept(chunk(i));
            }
        }

        void leave() {
            for (int i = first; i < counters.length; i++) {
                ChunkCounter counter = counters[i];
                if (counter != null) {
                    counter.left();
                }
            }
        }

        Chunk chunk(int i) {
            return new Chunk(
                    Instant.ofEpochMilli(times[i * 2]),
                    times[i * 2 + 1],
                    facts[i * 4 + 2],
                    facts[i * 4 + 3],
                    i < counters.length ? counters[i] : null,
                    data,
                    facts[i * 4],
                    facts[i * 4 + 1]);
        }
    }
}
