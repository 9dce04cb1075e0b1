package io.hydrant.delivery;

import java.time.Instant;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;

/**
 * The rules of retries: a pure function from the end of an attempt to what becomes of the batch. {@code RetryPolicyTest} holds
 * them as a table, with the source of each.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/retry.html">Handle data delivery failures</a>
 */
final class RetryPolicy {
    private RetryPolicy() {}

    /** The next step of a batch whose attempt ended with {@code result} at {@code now}. */
    static Decision next(DeliveryResult result, BatchState batch, Instant now) {
        if (!(result instanceof DeliveryResult.Failed failure)) {
            return new Decision.Done();
        }
        if (batch.deleted() || failure.next() == Next.DISCARD) {
            return new Decision.Discard(false);
        }
        Instant expiry = batch.arrival().plus(batch.retention());
        Instant limit = earlier(expiry, limit(failure.next(), batch, now));
        if (now.isBefore(limit)) {
            return new Decision.Retry(earlier(limit, now.plus(batch.backoff())));
        }
        if (batch.hasErrorOutput()) {
            return new Decision.ErrorOutput();
        }
        return now.isBefore(expiry)
                ? new Decision.Retry(earlier(expiry, now.plus(batch.backoff())))
                : new Decision.Discard(true);
    }

    /** Until when the destination is tried again. Its retry time does not run while the records cannot be decrypted. */
    private static Instant limit(Next next, BatchState batch, Instant now) {
        if (!batch.readable()) {
            return Instant.MAX;
        }
        return next == Next.ERROR_OUTPUT ? now : batch.firstFailure().plus(batch.retryFor());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
