package io.hydrant.record;

/** The key that a chunk of a {@link RecordBuffer} was sealed under; counts the chunks that enter and leave. */
public interface EncryptedWith extends ChunkCounter {}
