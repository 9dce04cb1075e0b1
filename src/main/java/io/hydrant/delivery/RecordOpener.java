package io.hydrant.delivery;

/** Opens the chunks of one delivery; closing it wipes the keys that it needed. Used by one thread. */
public interface RecordOpener extends AutoCloseable {
    /**
     * The frames of a chunk in the clear: the chunk's own bytes when it is not sealed.
     *
     * @throws UnopenableException while the key cannot be used
     */
    Parcel.Piece open(RecordBuffer.Chunk chunk);

    @Override
    void close();

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
