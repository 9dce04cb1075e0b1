package io.hydrant.firehose.configuration;

import java.util.Map;
import java.util.Objects;

import io.hydrant.firehose.configuration.member.MemberTree;
import io.hydrant.source.SourceKind;

/**
 * A source as it is stored: AWS member names to neutral values. Immutable throughout.
 *
 * @param kind the stream's type
 * @param members the members of the kind's {@code …SourceConfiguration}; empty for a plain DirectPut stream
 */
public record SourceConfiguration(SourceKind kind, Map<String, Object> members) {
    public SourceConfiguration {
        Objects.requireNonNull(kind, "kind");
        members = MemberTree.copyOf(members);
    }

    /** A stream that only takes PutRecord and PutRecordBatch, without a throughput hint. */
    public static SourceConfiguration directPut() {
        return new SourceConfiguration(SourceKind.DirectPut, Map.of());
    }

    /** The kind and the members, with every secret withheld. */
    @Override
    public String toString() {
        return kind + MemberTree.withoutSecrets(members).toString();
    }
}
