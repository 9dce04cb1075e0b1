package io.hydrant.record;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Records on their way to a destination: what one delivery takes from a buffer. Sealed ones are opened while they are read, chunk
 * by chunk, so that they never lie in the clear all at once. For one thread.
 */
public final class RecordBatch {
    /** After so many bytes a reader lets other threads go first: a put that waits for a processor waits for no more than this. */
    private static final int STRIDE = 1 << 16;

    private final UUID id;
    private final List<RecordBuffer.Chunk> chunks;
    private final RecordDecryptor opener;
    private final int skipped;
    private final int records;
    private final long bytes;
    private final Instant oldestArrival;

    /**
     * @param id stays the same over all attempts
     * @param chunks oldest first, one or more
     * @param opener opens the sealed ones, as long as this is read
     * @throws RecordDecryptor.UnopenableException while the key of one cannot be used
     */
    public RecordBatch(UUID id, List<RecordBuffer.Chunk> chunks, RecordDecryptor opener) {
        this(id, List.copyOf(chunks), opener, 0);
        for (RecordBuffer.Chunk chunk : chunks) {
            if (chunk.sealedUnder() != null) {
                opener.unlock(chunk.sealedUnder());
            }
        }
    }

    private RecordBatch(UUID id, List<RecordBuffer.Chunk> chunks, RecordDecryptor opener, int skipped) {
        this.id = id;
        this.chunks = chunks;
        this.opener = opener;
        this.skipped = skipped;
        int count = -skipped;
        long size = 0;
        Instant oldest = chunks.get(0).arrival();
        for (RecordBuffer.Chunk chunk : chunks) {
            int before = count;
            count += chunk.count();
            if (before >= 0) {
                size += chunk.recordBytes();
            } else if (count > 0) {
                size += bytesAfter(chunk, -before);
            }
            if (before <= 0 && count > 0) {
                oldest = chunk.arrival();
            }
        }
        this.records = count;
        this.bytes = size;
        this.oldestArrival = oldest;
    }

    /** Sees one record after the other. */
    @FunctionalInterface
    public interface RecordReader {
        /** One record: {@code length} bytes of {@code data} from {@code offset} on, which stand there until the next. */
        void record(Instant arrival, byte[] data, int offset, int length);
    }

    /** Hands every record to {@code reader}, oldest first. */
    public void forEach(RecordReader reader) {
        int toSkip = skipped;
        int stride = STRIDE;
        for (RecordBuffer.Chunk chunk : chunks) {
            if (toSkip >= chunk.count()) {
                toSkip -= chunk.count();
                continue;
            }
            RecordDecryptor.Frames frames = open(chunk);
            int end = frames.offset() + frames.length();
            for (int at = after(frames, toSkip); at < end; ) {
                int length = readInt(frames.data(), at);
                reader.record(chunk.arrival(), frames.data(), at + 4, length);
                at += 4 + length;
                stride -= length;
                if (stride < 0) {
                    stride = STRIDE;
                    letOthersGoFirst();
                }
            }
            toSkip = 0;
        }
    }

    /** Costs nothing while processors are free. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing is right or wrong by it; a put waits shorter
    private static void letOthersGoFirst() {
        Thread.yield();
    }

    private long bytesAfter(RecordBuffer.Chunk chunk, int count) {
        RecordDecryptor.Frames frames = open(chunk);
        return frames.offset() + frames.length() - after(frames, count) - 4L * (chunk.count() - count);
    }

    /** Where the records after the first {@code count} begin. */
    private static int after(RecordDecryptor.Frames frames, int count) {
        int at = frames.offset();
        for (int i = 0; i < count; i++) {
            at += 4 + readInt(frames.data(), at);
        }
        return at;
    }

    private RecordDecryptor.Frames open(RecordBuffer.Chunk chunk) {
        return chunk.sealedUnder() == null
                ? new RecordDecryptor.Frames(chunk.data(), chunk.offset(), chunk.length())
                : opener.open(chunk);
    }

    /** The same batch without its first {@code count} records. */
    public RecordBatch without(int count) {
        return count == 0 ? this : new RecordBatch(id, chunks, opener, skipped + count);
    }

    /** Stays the same over all attempts. */
    public UUID id() {
        return id;
    }

    /** How many records. */
    public int records() {
        return records;
    }

    /** Their bytes together. */
    public long bytes() {
        return bytes;
    }

    /** When the first record that is still in it arrived. */
    public Instant oldestArrival() {
        return oldestArrival;
    }

    private static int readInt(byte[] data, int at) {
        return (data[at] & 255) << 24 | (data[at + 1] & 255) << 16 | (data[at + 2] & 255) << 8 | (data[at + 3] & 255);
    }
}
