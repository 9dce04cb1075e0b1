package io.hydrant.source;

/** What became of the records of one put. */
public sealed interface PutResult {
    /** The put would have to wait for KMS; nothing has happened. */
    PutResult WOULD_WAIT = new WouldWait();

    /**
     * The first {@code accepted} records are kept; the others found the buffer full or the quota used up.
     *
     * @param encrypted whether the accepted ones were encrypted
     */
    record Kept(boolean encrypted, int accepted) implements PutResult {}

    /** See {@link #WOULD_WAIT}. */
    record WouldWait() implements PutResult {}
}
