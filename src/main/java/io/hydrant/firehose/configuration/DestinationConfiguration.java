package io.hydrant.firehose.configuration;

import java.util.Map;
import java.util.Objects;

import io.hydrant.firehose.configuration.member.MemberTree;

/**
 * A destination as it is stored: AWS member names to neutral values, defaults already filled in. Immutable throughout.
 *
 * @param kind which of the ten destinations
 * @param members the members of the kind's {@code …DestinationConfiguration}; a value is a {@code String},
 *     {@code Boolean}, {@code Integer}, {@code Double}, {@code Instant}, or a {@code List} or {@code Map} of these
 */
public record DestinationConfiguration(DestinationKind kind, Map<String, Object> members) {
    public DestinationConfiguration {
        Objects.requireNonNull(kind, "kind");
        members = MemberTree.copyOf(members);
    }

    /** The kind and the members, with every secret withheld. */
    @Override
    public String toString() {
        return kind.configurationMember() + MemberTree.withoutSecrets(members);
    }
}
