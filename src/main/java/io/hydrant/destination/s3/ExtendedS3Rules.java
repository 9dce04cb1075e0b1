package io.hydrant.destination.s3;

import java.util.List;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.bucket.BucketDefaults;
import io.hydrant.firehose.configuration.bucket.BucketRules;
import io.hydrant.firehose.configuration.bucket.PrefixRules;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for the extended S3 destination: a bucket whose records may be converted and partitioned. */
final class ExtendedS3Rules implements DestinationRules {
    private static final String PARTITIONING = "DynamicPartitioningConfiguration";
    private static final String CONVERSION = "DataFormatConversionConfiguration";

    /** The smallest buffer of a stream that converts or partitions is 64 MiB; 128 is what it gets by itself. */
    private static final Map<String, Object> LARGE_HINTS = Map.of("BufferingHints", BufferingMembers.of(300, 128));

    @Override
    public List<String> requiredMembers() {
        return BucketRules.REQUIRED;
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of("S3BackupMode", "Disabled");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.SWITCHED_ON;
    }

    /** Observed: a malformed role of a conversion schema is told before every other rule. */
    @Override
    public void checkFirst(Map<String, Object> given) {
        ConversionRules.checkRoleSyntax(given);
    }

    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        ConversionRules.check(members, context.caller().account());
        PrefixRules.check(members, PartitioningRules.isEnabled(members));
        PartitioningRules.check(members);
        Members.text(members, "CustomTimeZone")
                .ifPresent(zone -> Rule.require(
                        CustomTimeZones.contains(zone),
                        "Provided custom time zone is not supported. Custom time zones are limited to UTC and "
                                + "non-3-letter IANA time zones."));
    }

    /** FileExtension and CustomTimeZone are refused outside the public partition. */
    @Override
    public void checkRegion(Map<String, Object> members, Region region) {
        boolean restricted =
                region.partition().equals("aws-us-gov") || region.partition().startsWith("aws-iso");
        if (restricted && (members.containsKey("FileExtension") || members.containsKey("CustomTimeZone"))) {
            throw new AwsException(ConfigurationErrors.extensionAndZoneUnavailable());
        }
    }

    /** Documented: partitioning is chosen at creation and for good. */
    @Override
    public void checkUpdate(Map<String, Object> stored, Map<String, Object> update) {
        boolean partitions = PartitioningRules.isEnabled(stored);
        if (!partitions && PartitioningRules.isEnabled(update)) {
            throw new AwsException(ConfigurationErrors.partitioningCannotBeEnabled());
        }
        if (partitions
                && Boolean.FALSE.equals(Members.structure(update, PARTITIONING).get("Enabled"))) {
            throw new AwsException(ConfigurationErrors.partitioningCannotBeDisabled());
        }
    }

    @Override
    public boolean isS3() {
        return true;
    }

    @Override
    public boolean takesPartitions(Map<String, Object> members) {
        return PartitioningRules.isEnabled(members);
    }

    @Override
    public Map<String, Object> complete(Map<String, Object> given) {
        Map<String, Object> completed = given;
        for (String mayBeEmpty : List.of("FileExtension", "CustomTimeZone")) {
            if (Members.text(completed, mayBeEmpty).filter(String::isEmpty).isPresent()) {
                completed = Members.without(completed, mayBeEmpty);
            }
        }
        if (completed.containsKey(CONVERSION)) {
            completed = Members.withDefaults(completed, Map.of(CONVERSION, Map.of("Enabled", true)));
        }
        boolean partitions = PartitioningRules.isEnabled(completed);
        if (partitions) {
            completed =
                    Members.withDefaults(completed, Map.of(PARTITIONING, Map.of("RetryOptions", RetryMembers.of(300))));
        }
        boolean converts = Members.isTrue(Members.structure(completed, CONVERSION), "Enabled");
        completed = converts || partitions ? Members.withDefaults(completed, LARGE_HINTS) : completed;
        return BucketDefaults.complete(completed);
    }

    /**
     * The conversion is merged member by member too, and so is its schema. A format holds one choice among several, so it is
     * replaced.
     */
    @Override
    public Map<String, Object> merge(Map<String, Object> stored, Map<String, Object> update) {
        Map<String, Object> merged = Members.merged(
                stored, update, List.of("S3Configuration", "S3BackupConfiguration", PARTITIONING, CONVERSION));
        Map<String, Object> schema = Members.merged(schema(stored), schema(update), List.of());
        return schema.isEmpty()
                ? merged
                : Members.with(
                        merged,
                        CONVERSION,
                        Members.with(Members.structure(merged, CONVERSION), "SchemaConfiguration", schema));
    }

    private static Map<String, Object> schema(Map<String, Object> members) {
        return Members.structure(Members.structure(members, CONVERSION), "SchemaConfiguration");
    }
}
