package io.hydrant.firehose.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.processing.ProcessorRules;
import org.jspecify.annotations.Nullable;

/** What UpdateDestination makes of a stored configuration. */
final class DestinationMerge {
    /** Structures whose members are merged one by one; every other structure is replaced as a whole. */
    private static final Set<String> MERGED = Set.of("S3Configuration", "S3BackupConfiguration");

    private DestinationMerge() {}

    /**
     * {@code current} after an update of {@code kind}, whose members are already called as a configuration's.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static DestinationConfiguration merge(
            DestinationConfiguration current, DestinationKind kind, Map<String, Object> update, RuleContext context) {
        DestinationRules.checkGiven(update);
        if (current.kind() == kind || (current.kind().isBucketOnly() && kind.isBucketOnly())) {
            return sameFamily(current, kind, update, context);
        }
        refusedType(current.kind()).or(() -> refusedType(kind)).ifPresent(type -> {
            throw new AwsException(ConfigurationErrors.typeChangeRefused(type));
        });
        for (String required : DestinationRules.requiredMembers(kind)) {
            if (!update.containsKey(required)) {
                throw new AwsException(ConfigurationErrors.mustNotBeNull(kind.updateMember() + "." + required));
            }
        }
        if (partitions(update)) {
            throw new AwsException(ConfigurationErrors.partitioningCannotBeEnabled());
        }
        return completed(kind, update, context);
    }

    private static DestinationConfiguration sameFamily(
            DestinationConfiguration current, DestinationKind kind, Map<String, Object> update, RuleContext context) {
        DestinationKind next = current.kind() == kind ? kind : DestinationKind.EXTENDED_S3;
        checkPartitioning(current.members(), update);
        checkBackupMode(current, update);
        checkDecompression(current.members(), update);
        return completed(next, mergedMembers(next, current.members(), update), context);
    }

    private static DestinationConfiguration completed(
            DestinationKind kind, Map<String, Object> members, RuleContext context) {
        DestinationConfiguration next = new DestinationConfiguration(kind, DestinationDefaults.complete(kind, members));
        DestinationRules.checkCompleted(next, context);
        return next;
    }

    private static Map<String, Object> mergedMembers(
            DestinationKind kind, Map<String, Object> current, Map<String, Object> update) {
        Map<String, Object> merged = new LinkedHashMap<>(current);
        update.forEach((name, value) -> merged.put(name, mergedMember(kind, name, current.get(name), value)));
        // One of two: the one that is given now takes the other's place.
        if (update.containsKey("ClusterEndpoint") && !update.containsKey("DomainARN")) {
            merged.remove("DomainARN");
        } else if (update.containsKey("DomainARN") && !update.containsKey("ClusterEndpoint")) {
            merged.remove("ClusterEndpoint");
        }
        return merged;
    }

    private static Object mergedMember(DestinationKind kind, String name, @Nullable Object current, Object update) {
        if (current == null) {
            return update;
        }
        // The bucket of Iceberg comes as a complete configuration, not as an update, so it is replaced.
        if (MERGED.contains(name) && kind != DestinationKind.ICEBERG) {
            return overlaid(Members.asMap(current), Members.asMap(update));
        }
        if (name.equals("DataFormatConversionConfiguration")) {
            return mergedConversion(Members.asMap(current), Members.asMap(update));
        }
        if (name.equals("DynamicPartitioningConfiguration")) {
            return overlaid(Members.asMap(current), Members.asMap(update));
        }
        return update;
    }

    /** Member by member, the schema too. A format holds one choice among several, so it is replaced. */
    private static Map<String, Object> mergedConversion(Map<String, Object> current, Map<String, Object> update) {
        Map<String, Object> merged = overlaid(current, update);
        Map<String, Object> schema = overlaid(
                Members.structure(current, "SchemaConfiguration"), Members.structure(update, "SchemaConfiguration"));
        return schema.isEmpty() ? merged : Members.with(merged, "SchemaConfiguration", schema);
    }

    private static Map<String, Object> overlaid(Map<String, Object> current, Map<String, Object> update) {
        Map<String, Object> merged = new LinkedHashMap<>(current);
        merged.putAll(update);
        return merged;
    }

    /** Documented: partitioning is chosen at creation and for good. */
    private static void checkPartitioning(Map<String, Object> current, Map<String, Object> update) {
        boolean switchedOff = Boolean.FALSE.equals(
                Members.structure(update, "DynamicPartitioningConfiguration").get("Enabled"));
        if (partitions(update) && !partitions(current)) {
            throw new AwsException(ConfigurationErrors.partitioningCannotBeEnabled());
        }
        if (switchedOff && partitions(current)) {
            throw new AwsException(ConfigurationErrors.partitioningCannotBeDisabled());
        }
    }

    /** Documented: a backup may be widened where the destination allows it, and is never narrowed. */
    private static void checkBackupMode(DestinationConfiguration current, Map<String, Object> update) {
        String from = Members.text(current.members(), "S3BackupMode").orElse("Disabled");
        String to = Members.text(update, "S3BackupMode").orElse(from);
        if (from.equals(to)) {
            return;
        }
        switch (current.kind()) {
            case S3, EXTENDED_S3, REDSHIFT -> {
                if (to.equals("Disabled")) {
                    throw new AwsException(ConfigurationErrors.backupCannotBeDisabled());
                }
            }
            case HTTP_ENDPOINT, ELASTICSEARCH, AMAZON_OPENSEARCH_SERVICE, AMAZON_OPENSEARCH_SERVERLESS ->
                throw new AwsException(ConfigurationErrors.backupModeCannotChange(from, to));
            case SPLUNK, SNOWFLAKE -> {
                if (from.startsWith("All")) {
                    throw new AwsException(ConfigurationErrors.backupModeCannotChange(from, to));
                }
            }
            case ICEBERG -> {}
        }
    }

    private static void checkDecompression(Map<String, Object> current, Map<String, Object> update) {
        if (ProcessorRules.has(update, "Decompression")
                && !ProcessorRules.has(current, "Decompression")
                && !ProcessorRules.has(current, "Lambda")) {
            throw new AwsException(ConfigurationErrors.decompressionNeedsLambda());
        }
    }

    private static boolean partitions(Map<String, Object> members) {
        return Members.isTrue(Members.structure(members, "DynamicPartitioningConfiguration"), "Enabled");
    }

    /** The name that the service prints for a destination that cannot be exchanged for another. */
    private static Optional<String> refusedType(DestinationKind kind) {
        return switch (kind) {
            case ELASTICSEARCH -> Optional.of("Elasticsearch");
            case AMAZON_OPENSEARCH_SERVICE -> Optional.of("AmazonOpenSearchService");
            case AMAZON_OPENSEARCH_SERVERLESS -> Optional.of("AmazonOpenSearchServerless");
            case S3, EXTENDED_S3, REDSHIFT, SPLUNK, HTTP_ENDPOINT, SNOWFLAKE, ICEBERG -> Optional.empty();
        };
    }
}
