package io.hydrant.firehose.configuration;

import java.util.List;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.access.RoleRules;
import io.hydrant.firehose.configuration.access.SecretRules;
import io.hydrant.firehose.configuration.bucket.BucketRules;
import io.hydrant.firehose.configuration.bucket.PrefixRules;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ConversionRules;
import io.hydrant.firehose.configuration.processing.PartitioningRules;
import io.hydrant.firehose.configuration.processing.ProcessorRules;

/** The semantic rules of destinations, which the model's constraints cannot say. The first failure wins. */
final class DestinationRules {
    private static final List<String> BUCKETS = List.of("S3Configuration", "S3BackupConfiguration");

    private DestinationRules() {}

    /**
     * Checks what a request gave, before anything is merged or filled in.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void checkGiven(Map<String, Object> given) {
        checkHintsAndEncryption(given);
        BUCKETS.forEach(bucket -> checkHintsAndEncryption(Members.structure(given, bucket)));
        ProcessorRules.check(given);
    }

    /**
     * Checks a completed configuration as it would be stored.
     *
     * @throws AwsException {@code InvalidArgumentException}, {@code AccessDeniedException}
     */
    static void checkCompleted(DestinationConfiguration configuration, RuleContext context) {
        Map<String, Object> members = configuration.members();
        Region region = context.region();
        BUCKETS.forEach(bucket -> checkBucketIsWhole(members, bucket));
        switch (configuration.kind()) {
            case S3 -> PrefixRules.check(members, false);
            case EXTENDED_S3 -> checkExtendedBucket(members, context);
            case REDSHIFT -> RedshiftRules.check(members);
            case ELASTICSEARCH, AMAZON_OPENSEARCH_SERVICE -> SearchRules.checkDomain(members);
            case AMAZON_OPENSEARCH_SERVERLESS -> SearchRules.checkCollection(members);
            case HTTP_ENDPOINT -> EndpointRules.checkHttp(members);
            case SPLUNK -> EndpointRules.checkSplunk(members);
            case SNOWFLAKE -> SnowflakeRules.check(members);
            case ICEBERG -> IcebergRules.check(members);
        }
        ProcessorRules.checkPartitioning(
                configuration.kind() == DestinationKind.ICEBERG || PartitioningRules.isEnabled(members), members);
        if (configuration.kind() != DestinationKind.REDSHIFT) {
            PrefixRules.check(Members.structure(members, "S3Configuration"), false);
        }
        checkBackup(members);
        SecretRules.check(members, region);
        BucketRules.check(members, region);
        BUCKETS.forEach(bucket -> BucketRules.check(Members.structure(members, bucket), region));
        RoleRules.check(members, context.caller());
    }

    /** The members that a configuration of {@code kind} cannot do without; the buckets' own are checked apart. */
    static List<String> requiredMembers(DestinationKind kind) {
        return switch (kind) {
            case S3, EXTENDED_S3 -> List.of("RoleARN", "BucketARN");
            case REDSHIFT -> List.of("RoleARN", "ClusterJDBCURL", "CopyCommand", "S3Configuration");
            case ELASTICSEARCH, AMAZON_OPENSEARCH_SERVICE, AMAZON_OPENSEARCH_SERVERLESS ->
                List.of("RoleARN", "IndexName", "S3Configuration");
            case SPLUNK -> List.of("HECEndpoint", "HECEndpointType", "S3Configuration");
            case HTTP_ENDPOINT -> List.of("EndpointConfiguration", "S3Configuration");
            case SNOWFLAKE -> List.of("AccountUrl", "Database", "Schema", "Table", "RoleARN", "S3Configuration");
            case ICEBERG -> List.of("RoleARN", "CatalogConfiguration", "S3Configuration");
        };
    }

    private static void checkHintsAndEncryption(Map<String, Object> given) {
        if (Members.structure(given, "BufferingHints").size() == 1) {
            throw new AwsException(ConfigurationErrors.bothHintsNeeded());
        }
        if (given.containsKey("EncryptionConfiguration")
                && Members.structure(given, "EncryptionConfiguration").size() != 1) {
            throw new AwsException(ConfigurationErrors.exactlyOneS3Encryption());
        }
    }

    private static void checkBucketIsWhole(Map<String, Object> members, String bucket) {
        if (members.containsKey(bucket)) {
            for (String required : requiredMembers(DestinationKind.S3)) {
                if (!Members.structure(members, bucket).containsKey(required)) {
                    throw new AwsException(ConfigurationErrors.mustNotBeNull(bucket + "." + required));
                }
            }
        }
    }

    private static void checkExtendedBucket(Map<String, Object> members, RuleContext context) {
        ConversionRules.check(members, context.caller().account());
        PrefixRules.check(members, PartitioningRules.isEnabled(members));
        PartitioningRules.check(members);
        Members.text(members, "CustomTimeZone")
                .ifPresent(zone -> Rule.require(
                        CustomTimeZones.contains(zone),
                        "Provided custom time zone is not supported. Custom time zones are limited to UTC and "
                                + "non-3-letter IANA time zones."));
    }

    private static void checkBackup(Map<String, Object> members) {
        Rule.require(
                !Members.text(members, "S3BackupMode").orElse("").equals("Enabled")
                        || members.containsKey("S3BackupConfiguration"),
                "S3 backup destination configuration is required when enabling S3 backup.");
        PrefixRules.check(Members.structure(members, "S3BackupConfiguration"), false);
    }
}
