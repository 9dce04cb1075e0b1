package io.hydrant.time;

import java.time.Instant;

/**
 * A task that waits for its time.
 *
 * @param due when
 * @param what its name
 * @param owner the ARN of what it belongs to; empty for nothing in particular
 */
public record Pending(Instant due, String what, String owner) {
    /** A task that belongs to nothing in particular. */
    public Pending(Instant due, String what) {
        this(due, what, "");
    }
}
