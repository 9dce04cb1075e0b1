package io.hydrant.service.kinesis.embedded.stream;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A consumer that is registered with a stream.
 *
 * @param arn with the second of its registration at the end
 */
public record StreamConsumer(String name, String arn, Instant created, Map<String, String> tags) {
    public StreamConsumer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(created, "created");
        tags = Map.copyOf(tags);
    }

    /** The same with other tags. */
    public StreamConsumer withTags(Map<String, String> next) {
        return new StreamConsumer(name, arn, created, next);
    }
}
