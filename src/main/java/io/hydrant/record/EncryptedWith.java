package io.hydrant.record;

/** What a sealed chunk of a {@link RecordBuffer} was sealed under; told when chunks leave the buffer. */
public interface EncryptedWith {
    /** One more chunk sealed under this is in the buffer. Called under the buffer's lock. */
    void entered();

    /** One chunk sealed under this has left the buffer, delivered or dropped. Called under the buffer's lock. */
    void left();
}
