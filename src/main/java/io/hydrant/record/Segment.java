package io.hydrant.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * A run of payloads, with what is known of each beside it: arrival and sequence in {@code times}, the rest in {@code facts}. Or chunks
 * that are made later.
 */
final class Segment {
    private static final int SMALLEST = 1 << 10;

    /** Above the size from which {@code scripts/hydrant} allocates arrays in the old generation, so that no collection copies them. */
    private static final int LARGEST = 1 << 22;

    private static final @Nullable Ticket[] NO_TICKETS = new @Nullable Ticket[0];

    private final byte[] data;
    private int used;
    private int size;

    /** The first chunk that has not left. */
    private int first;

    private int chunks;
    private long[] times = new long[8];
    private int[] facts = new int[16];
    private @Nullable ChunkCounter[] counters = new @Nullable ChunkCounter[0];
    private @Nullable Ticket[] tickets = NO_TICKETS;

    /** What the chunks are made of when one of them leaves; null when they are here. */
    private @Nullable LaterChunks later;

    Segment(byte[] data) {
        this.data = data;
        this.size = data.length;
    }

    /** A segment of one chunk, whose payload stays where it is. */
    static Segment around(RecordBuffer.Chunk chunk) {
        Segment segment = new Segment(chunk.data());
        segment.note(chunk, chunk.offset());
        segment.used = chunk.data().length;
        segment.size = 0;
        return segment;
    }

    Segment(LaterChunks later) {
        this.data = RecordBuffer.Chunk.ELSEWHERE;
        this.later = later;
    }

    /** An empty one for payloads, the first of which has {@code needed} bytes; it is larger than the one before it. */
    static Segment behind(@Nullable Segment last, int needed) {
        int size = last == null ? SMALLEST : Math.min(last.size() * 2, LARGEST);
        return new Segment(new byte[Math.max(Math.max(size, SMALLEST), needed)]);
    }

    boolean fits(int length) {
        return data.length - used >= length;
    }

    /** Whether the payloads are not in memory. */
    boolean isElsewhere() {
        return data.length == 0;
    }

    /** Whether it takes in chunks whose payload is not in memory. */
    boolean takesElsewhere() {
        return isElsewhere() && later == null;
    }

    Instant oldest() {
        return later != null ? later.oldest() : Instant.ofEpochMilli(times[first * 2]);
    }

    Instant newest() {
        return later != null ? later.newest() : Instant.ofEpochMilli(times[chunks * 2 - 2]);
    }

    /** Takes a chunk in behind the others. */
    void enter(RecordBuffer.Chunk chunk) {
        if (!chunk.isElsewhere()) {
            System.arraycopy(chunk.data(), chunk.offset(), data, used, chunk.length());
        }
        note(chunk, used);
        used += isElsewhere() ? 0 : chunk.length();
    }

    private void note(RecordBuffer.Chunk chunk, int offset) {
        if (chunks * 2 == times.length) {
            times = Arrays.copyOf(times, chunks * 4);
            facts = Arrays.copyOf(facts, chunks * 8);
        }
        times[chunks * 2] = chunk.arrival().toEpochMilli();
        times[chunks * 2 + 1] = chunk.sequence();
        facts[chunks * 4] = offset;
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
        if (chunk.ticket() != Ticket.NONE) {
            if (tickets.length <= chunks) {
                tickets = Arrays.copyOf(tickets, times.length / 2);
            }
            tickets[chunks] = chunk.ticket();
        }
        chunks++;
    }

    void forEach(Consumer<RecordBuffer.Chunk> reader) {
        if (later != null) {
            later.forEach(reader);
            return;
        }
        for (int i = first; i < chunks; i++) {
            reader.accept(chunk(i));
        }
    }

    /** How many chunks have not left. */
    int waiting() {
        return later != null ? later.size() : chunks - first;
    }

    /** The first chunk leaves. */
    RecordBuffer.Chunk removeFirst() {
        LaterChunks all = later;
        if (all != null) {
            later = null;
            all.forEach(this::enter);
        }
        return chunk(first++);
    }

    /** The records of the chunks that have not left. */
    long records() {
        if (later != null) {
            return later.records();
        }
        long count = 0;
        for (int i = first; i < chunks; i++) {
            count += facts[i * 4 + 2];
        }
        return count;
    }

    /** Their bytes. */
    long recordBytes() {
        if (later != null) {
            return later.recordBytes();
        }
        long bytes = 0;
        for (int i = first; i < chunks; i++) {
            bytes += facts[i * 4 + 3];
        }
        return bytes;
    }

    /** How long the array is that is its own. */
    int size() {
        return size;
    }

    void leave() {
        if (later != null) {
            ChunkCounter counter = later.counter();
            for (int i = 0; counter != null && i < later.size(); i++) {
                counter.left();
            }
            return;
        }
        for (int i = first; i < counters.length; i++) {
            ChunkCounter counter = counters[i];
            if (counter != null) {
                counter.left();
            }
        }
    }

    void addPlaces(LongStream.Builder places) {
        if (later != null) {
            later.forEach(chunk -> places.add(chunk.ticket().place()));
            return;
        }
        for (int i = first; i < chunks && i < tickets.length; i++) {
            Ticket ticket = tickets[i];
            if (ticket != null) {
                places.add(ticket.place());
            }
        }
    }

    private Ticket ticket(int i) {
        Ticket ticket = i < tickets.length ? tickets[i] : null;
        return ticket == null ? Ticket.NONE : ticket;
    }

    private RecordBuffer.Chunk chunk(int i) {
        return new RecordBuffer.Chunk(
                Instant.ofEpochMilli(times[i * 2]),
                times[i * 2 + 1],
                facts[i * 4 + 2],
                facts[i * 4 + 3],
                i < counters.length ? counters[i] : null,
                data,
                facts[i * 4],
                facts[i * 4 + 1],
                ticket(i),
                false);
    }
}
