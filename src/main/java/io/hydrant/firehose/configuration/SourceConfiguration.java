package io.hydrant.firehose.configuration;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.firehose.configuration.member.MemberTree;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.record.SourceName;
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

    /** What is read, as events for functions name it; empty if records are put. */
    public Optional<SourceName> name() {
        return switch (kind) {
            case KinesisStreamAsSource -> name(SourceName.Kind.KINESIS, "KinesisStreamARN");
            case MSKAsSource -> name(SourceName.Kind.KAFKA, "MSKClusterARN");
            case DirectPut, DatabaseAsSource -> Optional.empty();
        };
    }

    private Optional<SourceName> name(SourceName.Kind service, String member) {
        return Members.text(members, member).map(arn -> new SourceName(service, arn));
    }

    /** The kind and the members, with every secret withheld. */
    @Override
    public String toString() {
        return kind + MemberTree.withoutSecrets(members).toString();
    }
}
