package io.hydrant.service.kinesis;

import java.time.Instant;
import java.util.Objects;

/**
 * A Kinesis stream.
 *
 * @param status as AWS spells it, such as {@code ACTIVE}
 * @param created tells a stream from an earlier one of its name
 */
public record KinesisStream(String arn, String status, Instant created) {
    public KinesisStream {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(created, "created");
    }
}
