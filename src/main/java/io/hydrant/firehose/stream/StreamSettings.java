package io.hydrant.firehose.stream;

import java.time.Duration;

/**
 * How delivery streams behave in time.
 *
 * @param createDuration how long {@code CREATING} lasts
 * @param deleteDuration how long {@code DELETING} lasts at least
 */
public record StreamSettings(Duration createDuration, Duration deleteDuration) {
    /** Records that nobody could deliver are dropped after this long. Facts §4.1. */
    public static final Duration RETENTION = Duration.ofHours(24);
}
