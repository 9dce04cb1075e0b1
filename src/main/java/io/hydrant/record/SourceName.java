package io.hydrant.record;

import java.util.Objects;

/**
 * What a delivery stream reads, as events for functions name it.
 *
 * @param arn of a Kinesis stream, or of a cluster
 */
public record SourceName(Kind kind, String arn) {
    public SourceName {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(arn, "arn");
    }

    /** Which service it belongs to. */
    public enum Kind {
        KINESIS,
        KAFKA
    }
}
