package io.hydrant.firehose.configuration;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.destination.DestinationSpec;
import io.hydrant.firehose.configuration.member.MemberTree;

/**
 * A destination as it is stored: AWS member names to neutral values, defaults already filled in. Immutable throughout.
 *
 * @param type which of the destinations that Hydrant knows
 * @param members the members of the type's {@code …DestinationConfiguration}; a value is a {@code String},
 *     {@code Boolean}, {@code Integer}, {@code Double}, {@code Instant}, or a {@code List} or {@code Map} of these
 */
public record DestinationConfiguration(DestinationType type, Map<String, Object> members) {
    public DestinationConfiguration {
        Objects.requireNonNull(type, "type");
        members = MemberTree.copyOf(members);
    }

    /** What delivery needs; empty as long as Hydrant delivers nothing to this destination. */
    public Optional<DestinationSpec> read() {
        return type.read(members);
    }

    /** What DescribeDeliveryStream shows, and secrets: they are not part of a description's shape and fall away there. */
    public Map<String, Object> describe() {
        return type.describe(members);
    }

    /** The type and the members, with every secret withheld. */
    @Override
    public String toString() {
        return type.configurationMember() + MemberTree.withoutSecrets(members);
    }
}
