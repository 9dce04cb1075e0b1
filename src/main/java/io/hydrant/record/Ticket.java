package io.hydrant.record;

/** Where a chunk of a {@link RecordBuffer} is kept beside memory. Thread-safe. */
public interface Ticket {
    /** The ticket of all chunks that memory alone has. */
    Ticket NONE = new Ticket() {
        @Override
        public long place() {
            return 0;
        }

        @Override
        public byte[] payload() {
            throw new IllegalStateException("The chunk lies in memory alone");
        }
    };

    /** The place in the log; a chunk that came later has a higher one. */
    long place();

    /**
     * The bytes of a chunk that memory does not have. Waits for the disk.
     *
     * @throws RecordDecryptor.UnopenableException while they cannot be read
     */
    byte[] payload();
}
