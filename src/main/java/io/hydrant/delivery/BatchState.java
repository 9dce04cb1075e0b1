package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * What {@link RetryPolicy} knows of a batch after an attempt that failed.
 *
 * @param arrival when its first record was accepted
 * @param retention how long after its arrival the batch is given up for lost
 * @param firstFailure when the first attempt at this destination failed; the end of this attempt if it is the first
 * @param retryFor how long after the first failure the destination is tried again
 * @param backoff how long to wait before the next attempt
 * @param readable whether the records could be decrypted for this attempt
 * @param hasErrorOutput whether there is an error output that the batch has not reached yet
 * @param deleted whether the stream is being deleted
 */
record BatchState(
        Instant arrival,
        Duration retention,
        Instant firstFailure,
        Duration retryFor,
        Duration backoff,
        boolean readable,
        boolean hasErrorOutput,
        boolean deleted) {
    /** The same batch, where no error output can be opened now. */
    BatchState withoutErrorOutput() {
        return new BatchState(arrival, retention, firstFailure, retryFor, backoff, readable, false, deleted);
    }
}
