package io.hydrant.store;

/** A change of a log. */
public sealed interface LogChange {
    /** A chunk comes behind all others. */
    record Append(NewChunk chunk) implements LogChange {}

    /** A batch is there, or has changed. */
    record Write(LoggedBatch batch) implements LogChange {}

    /** Nothing remains of a batch. */
    record Finish(long batch) implements LogChange {}

    /**
     * Chunks of a stream have left a queue, which none of their places names twice.
     *
     * @param owner the stream
     * @param places rising
     */
    record Forget(String owner, long[] places) implements LogChange {}
}
