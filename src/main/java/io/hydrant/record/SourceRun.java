package io.hydrant.record;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Records that a source has read one after the other and appended together. It knows when none of them waits in the stream any
 * more, and where each was read. Guarded by the stream's lock, except {@link #origin} once they are appended.
 */
public final class SourceRun implements ChunkCounter {
    private final Optional<IntFunction<RecordOrigin>> origins;
    private final Runnable left;
    private final ChunkCounter processed = new Processed();
    private int chunks;
    private long first;

    /**
     * @param origins where each was read, by its place in this run; empty if nobody asks
     * @param left runs under the stream's lock when none of them waits any more: all have arrived or are lost
     */
    public SourceRun(Optional<IntFunction<RecordOrigin>> origins, Runnable left) {
        this.origins = origins;
        this.left = left;
    }

    /** What processors make of the records: counted with them, but a chunk's sequence tells no record's place any more. */
    private final class Processed implements ChunkCounter {
        @Override
        public void entered() {
            SourceRun.this.entered();
        }

        @Override
        public void left() {
            SourceRun.this.left();
        }
    }

    /** The records are in the stream, from that sequence on. */
    public void begin(long sequence) {
        first = sequence;
    }

    /** Where the record of that sequence was read, if that is known. */
    public Optional<RecordOrigin> origin(long sequence) {
        return origins.map(of -> of.apply((int) (sequence - first)));
    }

    @Override
    public void entered() {
        chunks++;
    }

    @Override
    public void left() {
        chunks--;
        if (chunks == 0) {
            left.run();
        }
    }

    @Override
    public ChunkCounter ofProcessed() {
        return processed;
    }
}
