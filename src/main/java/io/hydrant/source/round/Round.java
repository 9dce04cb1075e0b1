package io.hydrant.source.round;

import java.time.Instant;
import java.util.Objects;

/**
 * How a round ended.
 *
 * @param end why
 * @param took whether records were taken in
 * @param due when the next one is due after a failure, or while the buffers are full
 */
public record Round(End end, boolean took, Instant due) {
    public Round {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(due, "due");
    }

    /** Why a round ended. */
    public enum End {
        /** Everything was read. */
        CAUGHT_UP,
        /** There is more. */
        BEHIND,
        /** There is more, and the buffers are full. */
        FULL,
        /** Something cannot be read now. */
        FAILED
    }
}
