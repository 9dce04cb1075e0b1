package io.hydrant.firehose.encryption;

import io.hydrant.record.EncryptedWith;

/** What became of a payload that was to be encrypted. */
public sealed interface Sealing {
    /** KMS would have to be asked first; nothing has happened. */
    Sealing WOULD_WAIT = new WouldWait();

    /** An encrypted payload and what decrypts it. */
    record Sealed(EncryptedWith under, byte[] payload) implements Sealing {}

    /** See {@link #WOULD_WAIT}. */
    record WouldWait() implements Sealing {}
}
