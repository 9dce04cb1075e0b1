package io.hydrant.record;

import java.time.Duration;

/**
 * When a buffer is delivered: whichever comes first.
 *
 * @param bytes record bytes, before compression; 1 or more
 * @param interval since the first record; zero delivers at once
 */
public record BufferingHints(long bytes, Duration interval) {
    public BufferingHints {
        if (bytes < 1 || interval.isNegative()) {
            throw new IllegalArgumentException("No buffer: " + bytes + " bytes, " + interval);
        }
    }
}
