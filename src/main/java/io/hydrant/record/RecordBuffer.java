package io.hydrant.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * The acknowledged records of one delivery stream, oldest first, in shared segments: no object per record or per put.
 *
 * <p>What one put brought is one chunk: {@code count} records, each a four-byte length and its bytes, plain or sealed as a
 * whole. Not thread-safe: the stream's lock guards it.
 */
public final class RecordBuffer {
    /** From that size on a payload that lasts is not copied. A shorter one would keep too long an array for what it is. */
    private static final int WORTH_SHARING = 1 << 16;

    /** The longest span of arrivals in one batch. It exceeds every buffering interval, so a normal batch is never split. */
    public static final Duration SPAN = Duration.ofMinutes(20);

    private final BufferBudget budget;
    private final Consumer<long[]> left;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>(1);
    private long records;
    private long bytes;

    public RecordBuffer(BufferBudget budget) {
        this(budget, RecordBuffer::ignore);
    }

    /** @param left gets the places of chunks with a ticket that have left, rising */
    public RecordBuffer(BufferBudget budget, Consumer<long[]> left) {
        this.budget = budget;
        this.left = left;
    }

    /** Memory alone has the chunks, so there are no places. */
    private static void ignore(long[] places) {}

    /**
     * One put's records.
     *
     * @param arrival when they were acknowledged
     * @param sequence the number of the first in its stream; the others follow, unless they were processed
     * @param count how many
     * @param recordBytes their sizes together, without lengths
     * @param counter counts the chunk: what opens the payload, or who has read it; null for neither
     * @param data holds the payload from {@code offset} on; not to be changed; {@link #ELSEWHERE} when only the ticket has it
     * @param ticket where it is kept beside memory
     * @param lasting whether nobody changes {@code data} any more, so that a long payload need not be copied
     */
    public record Chunk(
            Instant arrival,
            long sequence,
            int count,
            int recordBytes,
            @Nullable ChunkCounter counter,
            byte[] data,
            int offset,
            int length,
            Ticket ticket,
            boolean lasting) {
        /** In place of a payload that is not in memory. */
        @SuppressWarnings("MutablePublicArray") // it is empty
        public static final byte[] ELSEWHERE = {};

        /** About what a chunk takes of memory whose payload is elsewhere. */
        static final long COST_ELSEWHERE = 128;

        /** A chunk that memory alone has. */
        public Chunk(
                Instant arrival,
                long sequence,
                int count,
                int recordBytes,
                @Nullable ChunkCounter counter,
                byte[] data,
                int offset,
                int length) {
            this(arrival, sequence, count, recordBytes, counter, data, offset, length, Ticket.NONE, false);
        }

        /** What opens the payload; null when it is plain. */
        public @Nullable EncryptedWith sealedUnder() {
            return counter instanceof EncryptedWith key ? key : null;
        }

        /** What it takes of the {@link BufferBudget}. */
        public long cost() {
            return isElsewhere() ? COST_ELSEWHERE : BufferBudget.costOf(count, recordBytes);
        }

        /** Whether memory does not have the payload. */
        @SuppressWarnings("ReferenceEquality") // one array stands for it
        boolean isElsewhere() {
            return data == ELSEWHERE;
        }

        /**
         * This chunk with its payload.
         *
         * @throws RecordDecryptor.UnopenableException while it cannot be read
         */
        Chunk here() {
            return isElsewhere()
                    ? new Chunk(
                            arrival, sequence, count, recordBytes, counter, ticket.payload(), 0, length, ticket, false)
                    : this;
        }
    }

    /**
     * Adds a chunk, whose payload is copied, unless it is long and lasts. The budget for its records has been taken before, as {@link Chunk#cost} says, and is
     * given back when the chunk leaves.
     */
    public void append(Chunk chunk) {
        Segment last = segments.peekLast();
        if (chunk.lasting() && chunk.length() >= WORTH_SHARING) {
            last = Segment.around(chunk);
            segments.addLast(last);
        } else {
            last = segmentFor(chunk, last);
            last.enter(chunk);
        }
        ChunkCounter counter = chunk.counter();
        if (counter != null) {
            counter.entered();
        }
        records += chunk.count();
        bytes += chunk.recordBytes();
    }

    private Segment segmentFor(Chunk chunk, @Nullable Segment last) {
        boolean elsewhere = chunk.isElsewhere();
        if (last != null
                && (elsewhere ? last.takesElsewhere() : last.fits(chunk.length()))
                && !last.oldest().plus(SPAN).isBefore(chunk.arrival())) {
            return last;
        }
        segments.addLast(elsewhere ? new Segment(Chunk.ELSEWHERE) : Segment.behind(last, chunk.length()));
        return segments.getLast();
    }

    /** Adds chunks that are made later; the budget for them has been taken, as {@link LaterChunks#cost} says. */
    public void append(LaterChunks later) {
        segments.addLast(new Segment(later));
        ChunkCounter counter = later.counter();
        if (counter != null) {
            for (int i = 0; i < later.size(); i++) {
                counter.entered();
            }
        }
        records += later.records();
        bytes += later.recordBytes();
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
        long cost = 0;
        do {
            Segment segment = segments.remove();
            parts.add(segment);
            long itsCount = segment.records();
            long itsSize = segment.recordBytes();
            cost += segment.isElsewhere()
                    ? Chunk.COST_ELSEWHERE * segment.waiting()
                    : BufferBudget.costOf(itsCount, itsSize);
            count += itsCount;
            size += itsSize;
        } while (!segments.isEmpty() && !segments.element().newest().isAfter(end));
        records -= count;
        bytes -= size;
        return new Taken(parts, count, size, cost);
    }

    /** What was taken out of the buffer together. Its chunks do not change; releasing it is guarded by the stream's lock. */
    public final class Taken {
        private final List<Segment> parts;
        private final long count;
        private final long size;
        private final long cost;

        private Taken(List<Segment> parts, long count, long size, long cost) {
            this.parts = parts;
            this.count = count;
            this.size = size;
            this.cost = cost;
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
            budget.give(cost);
            parts.forEach(Segment::leave);
            long[] places = places();
            if (places.length > 0) {
                left.accept(places);
            }
        }

        /** The places of the chunks that have a ticket, rising. */
        public long[] places() {
            LongStream.Builder places = LongStream.builder();
            parts.forEach(segment -> segment.addPlaces(places));
            return places.build().toArray();
        }
    }

    /** Drops what arrived at or before {@code limit}; returns how many records that were. */
    public long dropThrough(Instant limit) {
        long before = records;
        LongStream.Builder places = LongStream.builder();
        for (Segment segment = segments.peekFirst(); segment != null; segment = segments.peekFirst()) {
            while (segment.waiting() > 0 && !segment.oldest().isAfter(limit)) {
                Chunk chunk = segment.removeFirst();
                leave(chunk);
                if (chunk.ticket() != Ticket.NONE) {
                    places.add(chunk.ticket().place());
                }
            }
            if (segment.waiting() > 0) {
                break;
            }
            segments.removeFirst();
        }
        long[] gone = places.build().toArray();
        if (gone.length > 0) {
            left.accept(gone);
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
}
