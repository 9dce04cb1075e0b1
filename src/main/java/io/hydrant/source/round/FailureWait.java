package io.hydrant.source.round;

import java.time.Duration;
import java.time.Instant;

/** How long a source that has failed is left alone: a second at first, and twice as long with each failure. Used by one thread. */
public final class FailureWait {
    private static final int MOST_DOUBLINGS = 30;

    private final Duration longest;
    private Instant until = Instant.MIN;
    private int failures;

    /** @param longest bounds each wait */
    public FailureWait(Duration longest) {
        this.longest = longest;
    }

    /** It has failed once more. */
    public void failed(Instant now) {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        until = now.plus(wait.compareTo(longest) < 0 ? wait : longest);
    }

    /** It works. */
    public void over() {
        failures = 0;
        until = Instant.MIN;
    }

    /** The end of the wait; long ago if it works. */
    public Instant until() {
        return until;
    }
}
