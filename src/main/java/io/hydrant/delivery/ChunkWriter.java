package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.hydrant.processing.ProcessedRecord;
import io.hydrant.record.ChunkCounter;
import io.hydrant.record.EncryptedWith;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects records as chunks: those of one arrival that were sealed under one key, or read together, lie together; they are
 * sealed under that key again. For one thread.
 */
final class ChunkWriter {
    /** A chunk is closed when it has so many bytes. */
    private static final int LARGEST = 1 << 18;

    private final List<RecordBuffer.Chunk> chunks = new ArrayList<>(4);

    /** The chunk that is open: each record with its length before it. */
    private byte[] frames = new byte[0];

    private int length;
    private int count;
    private @Nullable Instant arrival;
    private @Nullable ChunkCounter counter;
    private long sequence;

    /** Adds a copy of the record; {@code batch} knows how its source was sealed. */
    void add(ProcessedRecord record, RecordBatch batch) {
        ProcessedRecord.Source source = record.source();
        ChunkCounter of = batch.counter(source.position());
        ChunkCounter next = of == null ? null : of.ofProcessed();
        if (!source.arrival().equals(arrival) || next != counter || length > LARGEST) {
            close(batch);
            arrival = source.arrival();
            counter = next;
            sequence = source.sequence();
        }
        int needed = length + 4 + record.length();
        if (needed > frames.length) {
            frames = Arrays.copyOf(frames, length == 0 ? needed : Math.max(needed, 2 * frames.length));
        }
        frames[length] = (byte) (record.length() >>> 24);
        frames[length + 1] = (byte) (record.length() >>> 16);
        frames[length + 2] = (byte) (record.length() >>> 8);
        frames[length + 3] = (byte) record.length();
        System.arraycopy(record.data(), record.offset(), frames, length + 4, record.length());
        length = needed;
        count++;
    }

    /** Takes in chunks that are closed. */
    void addAll(List<RecordBuffer.Chunk> more) {
        chunks.addAll(more);
    }

    /** All that was collected, closed. */
    List<RecordBuffer.Chunk> finished(RecordBatch batch) {
        close(batch);
        return chunks;
    }

    /** The chunks that are closed. */
    List<RecordBuffer.Chunk> chunks() {
        return chunks;
    }

    private void close(RecordBatch batch) {
        if (count == 0) {
            return;
        }
        boolean plain = !(counter instanceof EncryptedWith);
        byte[] payload = counter instanceof EncryptedWith key ? batch.seal(key, frames, length) : frames;
        chunks.add(new RecordBuffer.Chunk(
                Objects.requireNonNull(arrival),
                sequence,
                count,
                length - 4 * count,
                counter,
                payload,
                0,
                plain ? length : payload.length));
        frames = plain ? new byte[0] : frames;
        length = 0;
        count = 0;
    }
}
