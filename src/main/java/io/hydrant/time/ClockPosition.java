package io.hydrant.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a clock has been moved to.
 *
 * @param offset how far it is ahead of the wall while it ticks
 * @param standing the time that a frozen clock shows; empty while it ticks
 */
public record ClockPosition(Duration offset, Optional<Instant> standing) {
    /** A clock that was not moved. */
    public static final ClockPosition WALL = new ClockPosition(Duration.ZERO, Optional.empty());

    public ClockPosition {
        Objects.requireNonNull(offset, "offset");
        Objects.requireNonNull(standing, "standing");
    }
}
