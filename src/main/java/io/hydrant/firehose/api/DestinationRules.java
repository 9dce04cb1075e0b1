package io.hydrant.firehose.api;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.DestinationConfiguration;
import io.hydrant.firehose.stream.DestinationKind;
import io.hydrant.firehose.stream.DestinationSpecs;
import io.hydrant.firehose.stream.FirehoseErrors;

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
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void checkCompleted(DestinationConfiguration configuration) {
        Map<String, Object> members = configuration.members();
        BUCKETS.forEach(bucket -> checkBucketIsWhole(members, bucket));
        switch (configuration.kind()) {
            case S3 -> PrefixRules.check(members, false);
            case EXTENDED_S3 -> checkExtendedBucket(members);
            case REDSHIFT -> checkRedshift(members);
            case ELASTICSEARCH, AMAZON_OPENSEARCH_SERVICE -> checkDomain(members);
            case HTTP_ENDPOINT -> checkEndpoint(members);
            case SPLUNK, AMAZON_OPENSEARCH_SERVERLESS, SNOWFLAKE, ICEBERG -> {}
        }
        if (configuration.kind() != DestinationKind.REDSHIFT) {
            PrefixRules.check(Members.structure(members, "S3Configuration"), false);
        }
        checkBackup(members);
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
            throw new AwsException(FirehoseErrors.bothHintsNeeded());
        }
        if (given.containsKey("EncryptionConfiguration")
                && Members.structure(given, "EncryptionConfiguration").size() != 1) {
            throw new AwsException(FirehoseErrors.exactlyOneS3Encryption());
        }
    }

    private static void checkBucketIsWhole(Map<String, Object> members, String bucket) {
        if (members.containsKey(bucket)) {
            for (String required : requiredMembers(DestinationKind.S3)) {
                if (!Members.structure(members, bucket).containsKey(required)) {
                    throw new AwsException(FirehoseErrors.mustNotBeNull(bucket + "." + required));
                }
            }
        }
    }

    private static void checkExtendedBucket(Map<String, Object> members) {
        ConversionRules.check(members);
        boolean partitions = Members.isTrue(Members.structure(members, "DynamicPartitioningConfiguration"), "Enabled");
        if (partitions
                && Members.number(Members.structure(members, "BufferingHints"), "SizeInMBs")
                                .orElse(0)
                        < 64) {
            throw new AwsException(FirehoseErrors.partitioningBufferTooSmall());
        }
        PrefixRules.check(members, partitions);
        Members.text(members, "CustomTimeZone").ifPresent(DestinationRules::checkZone);
    }

    private static void checkZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new AwsException(FirehoseErrors.invalidArgument("CustomTimeZone is not a known time zone: " + zone));
        }
    }

    private static void checkRedshift(Map<String, Object> members) {
        Map<String, Object> bucket = Members.structure(members, "S3Configuration");
        PrefixRules.checkForRedshift(bucket);
        String compression = Members.text(bucket, "CompressionFormat").orElse("UNCOMPRESSED");
        if (!compression.equals("UNCOMPRESSED") && !compression.equals("GZIP")) {
            throw new AwsException(FirehoseErrors.invalidArgument(
                    "CompressionFormat " + compression + " is not supported for a Redshift destination."));
        }
    }

    private static void checkDomain(Map<String, Object> members) {
        if (members.containsKey("DomainARN") == members.containsKey("ClusterEndpoint")) {
            throw new AwsException(
                    FirehoseErrors.invalidArgument("Exactly one of DomainARN or ClusterEndpoint must be specified"));
        }
    }

    /** A guess at what the service says: the documents give the pattern of the URL only. */
    private static void checkEndpoint(Map<String, Object> members) {
        String url = Members.text(Members.structure(members, "EndpointConfiguration"), "Url")
                .orElse("");
        if (!DestinationSpecs.isUrl(url)) {
            throw new AwsException(FirehoseErrors.invalidArgument("EndpointConfiguration.Url is not a valid URL"));
        }
    }

    private static void checkBackup(Map<String, Object> members) {
        if (Members.text(members, "S3BackupMode").orElse("").equals("Enabled")
                && !members.containsKey("S3BackupConfiguration")) {
            throw new AwsException(FirehoseErrors.mustNotBeNull("S3BackupConfiguration"));
        }
        Map<String, Object> backup = Members.structure(members, "S3BackupConfiguration");
        PrefixRules.check(backup, false);
    }
}
