package io.hydrant.delivery;

import java.time.Instant;

/** The next step of a batch after an attempt; {@link RetryPolicy} decides, the queue executes. */
sealed interface Decision {
    /** Every record has arrived. */
    record Done() implements Decision {}

    /** The remaining records are tried again at {@code due}. */
    record Retry(Instant due) implements Decision {}

    /** The remaining records go to the error output at once. */
    record ErrorOutput() implements Decision {}

    /**
     * The remaining records are lost.
     *
     * @param expired whether that is because they have waited for 24 hours
     */
    record Discard(boolean expired) implements Decision {}
}
