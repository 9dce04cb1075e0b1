package io.hydrant.firehose.stream;

import java.time.Duration;

/**
 * How delivery streams behave in time.
 *
 * @param createDuration how long {@code CREATING} lasts
 * @param deleteDuration how long {@code DELETING} lasts at least
 */
public record StreamSettings(Duration createDuration, Duration deleteDuration) {}
