package io.hydrant.source;

import java.util.Objects;

import com.google.errorprone.annotations.Immutable;

/**
 * A metric of a source.
 *
 * @param cloudWatchName such as {@code DataReadFromKinesisStream.Bytes}
 * @param name such as {@code firehose_data_read_from_kinesis_stream_bytes}
 * @param rises whether it is a count that only rises; else its newest value counts
 */
@Immutable
public record SourceMetric(String cloudWatchName, String name, boolean rises) {
    public SourceMetric {
        Objects.requireNonNull(cloudWatchName, "cloudWatchName");
        Objects.requireNonNull(name, "name");
    }
}
