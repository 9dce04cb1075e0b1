package io.hydrant.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.hydrant.aws.AwsException;

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

    /**
     * As {@link Kept}, once the records are on disk.
     *
     * @param done completes then, or with the {@link io.hydrant.aws.AwsException} that refuses the put
     */
    record Parked(boolean encrypted, int accepted, CompletableFuture<Void> done) implements PutResult {
        /**
         * Waits for the disk.
         *
         * @throws io.hydrant.aws.AwsException when the records are not kept
         */
        public Kept await() {
            try {
                done.join();
                return new Kept(encrypted, accepted);
            } catch (CompletionException e) {
                throw e.getCause() instanceof AwsException refused ? refused : e;
            }
        }
    }

    /** See {@link #WOULD_WAIT}. */
    record WouldWait() implements PutResult {}
}
