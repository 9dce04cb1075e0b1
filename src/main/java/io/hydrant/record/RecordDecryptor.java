package io.hydrant.record;

/**
 * Opens what is sealed of one delivery, and seals again what processors made of it; closing it wipes the keys that it needed. Used
 * by one thread.
 */
public interface RecordDecryptor extends AutoCloseable {
    /** For records of which none is sealed. Thread-safe. */
    RecordDecryptor NOTHING_SEALED = new RecordDecryptor() {
        @Override
        public void unlock(EncryptedWith key) {
            throw new IllegalStateException("There is no key to decrypt with");
        }

        @Override
        public Frames open(RecordBuffer.Chunk sealed) {
            throw new IllegalStateException("There is no key to decrypt with");
        }

        @Override
        public byte[] seal(EncryptedWith key, byte[] frames, int length) {
            throw new IllegalStateException("There is no key to encrypt with");
        }

        @Override
        public void close() {}
    };

    /**
     * Gets hold of a key, of which nothing more is asked until this is closed.
     *
     * @throws UnopenableException while the key cannot be used
     */
    void unlock(EncryptedWith key);

    /** The frames of a sealed chunk in the clear, until the next is opened. Its key has been unlocked. */
    Frames open(RecordBuffer.Chunk sealed);

    /** The sealed form of the first {@code length} bytes of {@code frames}, under a key that has been unlocked. */
    byte[] seal(EncryptedWith key, byte[] frames, int length);

    @Override
    void close();

    /** From {@code offset} on {@code length} bytes: records, each a four-byte length and its bytes. */
    record Frames(byte[] data, int offset, int length) {}

    /** The key of a chunk cannot be used now. */
    final class UnopenableException extends RuntimeException {
        private final String errorCode;

        /**
         * @param errorCode what CloudWatch calls it, such as {@code KMSKeyDisabled}
         */
        public UnopenableException(String errorCode, Throwable cause) {
            super(cause.getMessage(), cause);
            this.errorCode = errorCode;
        }

        /** What CloudWatch calls it. */
        public String errorCode() {
            return errorCode;
        }
    }
}
