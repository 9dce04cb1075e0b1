package io.hydrant.store;

import org.jspecify.annotations.Nullable;

/** A chunk on its way into a log. The log gives it its place when it takes it, and lets the bytes go when they are on disk. */
public final class NewChunk {
    private final LoggedChunk chunk;
    private volatile byte @Nullable [] payload;
    private volatile long place;

    /** @param payload not changed any more; exactly the bytes of the chunk */
    public NewChunk(LoggedChunk chunk, byte[] payload) {
        this.chunk = chunk;
        this.payload = payload;
    }

    /** What is known beside the bytes. */
    public LoggedChunk chunk() {
        return chunk;
    }

    /** The bytes; null when the log has let them go. */
    public byte @Nullable [] payload() {
        return payload;
    }

    /** The place in the log, above those of all chunks before; 0 before the log has taken it. */
    public long place() {
        return place;
    }

    /** For the log: the chunk has its place. */
    public void placeAt(long next) {
        place = next;
    }

    /** For the log: nobody asks for the bytes any more. */
    public void letGo() {
        payload = null;
    }
}
