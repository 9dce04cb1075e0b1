package io.hydrant.record;

import java.time.Instant;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Chunks of a {@link RecordBuffer} of which memory has no more than what they are together; each for itself is made when it is
 * needed. Thread-safe.
 */
public interface LaterChunks {
    /** How many chunks. */
    int size();

    /** How many records. */
    long records();

    /** Their sizes together, without lengths. */
    long recordBytes();

    /** When the first of them arrived. */
    Instant oldest();

    /** When the last of them arrived. */
    Instant newest();

    /** Counts each of the chunks; null for none. */
    @Nullable
    ChunkCounter counter();

    /** Hands every chunk to {@code reader}, oldest first; each has its payload {@linkplain RecordBuffer.Chunk#ELSEWHERE elsewhere}. */
    void forEach(Consumer<RecordBuffer.Chunk> reader);

    /** What they take of the {@link BufferBudget}. */
    default long cost() {
        return size() * RecordBuffer.Chunk.COST_ELSEWHERE;
    }
}
