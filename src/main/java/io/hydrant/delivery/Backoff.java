package io.hydrant.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: one second, doubled each time, times 0.85 to 1.15, at most 120 seconds.
 *
 * <p>The documentation of HTTP endpoints gives this; that the other destinations wait the same is a guess.
 */
final class Backoff {
    private static final double LONGEST_SECONDS = 120;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after {@code failures} failures, 1 or more. */
    Duration after(int failures) {
        double seconds = Math.scalb(1.0, Math.min(failures - 1, 30)) * (0.85 + 0.3 * random.nextDouble());
        return Duration.ofMillis((long) (1000 * Math.min(seconds, LONGEST_SECONDS)));
    }
}
