package io.hydrant.record;

/** The key that a chunk of a {@link RecordBuffer} was sealed under; counts the chunks that enter and leave. */
public interface EncryptedWith {
    /** One more chunk sealed under this is in the buffer. Called under the buffer's lock. */
    void entered();

    /** One chunk sealed under this has left the buffer, delivered or dropped. Called under the buffer's lock. */
    void left();
}
