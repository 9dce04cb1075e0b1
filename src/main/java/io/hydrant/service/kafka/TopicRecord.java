package io.hydrant.service.kafka;

import java.util.Objects;
import java.util.Optional;

/**
 * A record of a topic.
 *
 * @param timestampMillis its own, which its producer or its broker set
 * @param value empty for a record that says that its key is deleted; nobody changes it
 */
public record TopicRecord(int partition, long offset, long timestampMillis, Optional<byte[]> value) {
    public TopicRecord {
        Objects.requireNonNull(value, "value");
    }
}
