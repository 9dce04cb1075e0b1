package io.hydrant.record;

/** The key that a chunk of a {@link RecordBuffer} was sealed under; counts the chunks that enter and leave. */
public interface EncryptedWith extends ChunkCounter {
    /** Finds the key again when the process has ended: its encrypted form, never the key itself. */
    String keyName();
}
