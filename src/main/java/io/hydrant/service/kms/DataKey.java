package io.hydrant.service.kms;

import java.util.Arrays;

/** A data key of 256 bits: in the clear until {@link #close() wiped}, and encrypted under its KMS key. */
public final class DataKey implements AutoCloseable {
    private final byte[] plaintext;
    private final byte[] ciphertextBlob;

    /** Takes both arrays over; the caller forgets them. */
    public DataKey(byte[] plaintext, byte[] ciphertextBlob) {
        this.plaintext = plaintext;
        this.ciphertextBlob = ciphertextBlob;
    }

    /** The key itself, not copied. */
    public byte[] plaintext() {
        return plaintext;
    }

    /** What KMS decrypts to the key, not copied. */
    public byte[] ciphertextBlob() {
        return ciphertextBlob;
    }

    /** Wipes the plaintext. */
    @Override
    public void close() {
        Arrays.fill(plaintext, (byte) 0);
    }
}
