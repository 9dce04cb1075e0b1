package io.hydrant.record;

/** Counts the chunks of a {@link RecordBuffer} that are in the queues of a stream and have something in common, such as their key. */
public interface ChunkCounter {
    /** One more of the chunks is in a buffer. Called under the buffer's lock. */
    void entered();

    /** One of the chunks has left its buffer, delivered or dropped. Called under the buffer's lock. */
    void left();

    /** What counts the chunks that processors make of these. */
    default ChunkCounter ofProcessed() {
        return this;
    }
}
