package io.hydrant.destination.s3;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.destination.Partitioning;
import io.hydrant.destination.Prefix;
import io.hydrant.firehose.configuration.bucket.PrefixRules;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ProcessorRules;
import io.hydrant.jq.QueryKeys;

/** The rules for dynamic partitioning of a completed S3 destination. Texts recorded on AWS in September 2026, unless said. */
final class PartitioningRules {
    private static final int LEAST_MEBIBYTES = 64;
    private static final int LEAST_SECONDS = 60;

    /** Documented. */
    private static final int MOST_KEYS = 50;

    private PartitioningRules() {}

    static boolean isEnabled(Map<String, Object> members) {
        return Members.isTrue(Members.structure(members, "DynamicPartitioningConfiguration"), "Enabled");
    }

    /** The keys by which a checked and completed destination sorts its records; empty if it does not. */
    static Optional<Partitioning> read(Map<String, Object> members) {
        if (!isEnabled(members)) {
            return Optional.empty();
        }
        Prefix prefix = Prefix.parse("Prefix", Members.text(members, "Prefix").orElse(""));
        return Optional.of(new Partitioning(
                prefix.keysFromQuery(), prefix.keysFromLambda(), Prefix.LONGEST - PrefixRules.shortest(prefix)));
    }

    /**
     * Checks buffer, processors and keys; does nothing without dynamic partitioning.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, Object> members) {
        if (!isEnabled(members)) {
            return;
        }
        Map<String, Object> hints = Members.structure(members, "BufferingHints");
        Rule.require(
                Members.number(hints, "SizeInMBs").orElse(0) >= LEAST_MEBIBYTES,
                "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.");
        Rule.require(
                Members.number(hints, "IntervalInSeconds").orElse(0) >= LEAST_SECONDS,
                "BufferingHints.IntervalInSeconds must be at least 60 seconds when Dynamic Partitioning is enabled.");
        Rule.require(
                Members.isTrue(Members.structure(members, "ProcessingConfiguration"), "Enabled"),
                "Processing Configuration is not enabled when DataPartitioning is enabled");
        checkKeys(
                members,
                PrefixRules.parse("Prefix", Members.text(members, "Prefix").orElse("")));
    }

    private static void checkKeys(Map<String, Object> members, Prefix prefix) {
        Rule.require(
                prefix.hasPartitionKey(),
                "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled");
        Rule.require(
                prefix.keysFromLambda().isEmpty() || ProcessorRules.has(members, "Lambda"),
                "Lambda should be present when S3 Prefix contains keys from partitionKeyFromLambda namespace");
        Set<String> fromQuery = prefix.keysFromQuery();
        Rule.require(
                fromQuery.isEmpty() || ProcessorRules.has(members, "MetadataExtraction"),
                "MetadataExtraction processor should be present when S3 Prefix has partitionKeyFromQuery namespace");
        ProcessorRules.query(members).flatMap(QueryKeys::of).ifPresent(keys -> {
            // The rule is documented, the text a guess.
            Rule.require(
                    keys.size() <= MOST_KEYS,
                    "MetaDataExtraction JQ Query can't contain more than " + MOST_KEYS + " keys");
            Rule.require(
                    fromQuery.containsAll(keys),
                    "MetaDataExtraction JQ Query can't contain keys that are not present in the S3 Prefix expression");
            Set<String> unknown = new HashSet<>(fromQuery);
            unknown.removeAll(keys);
            // The rule is documented, the text a guess.
            Rule.require(
                    unknown.isEmpty(),
                    "S3 Prefix can't contain keys that are not present in the MetaDataExtraction JQ Query expression");
        });
    }
}
