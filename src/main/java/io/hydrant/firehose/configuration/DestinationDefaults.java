package io.hydrant.firehose.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;

/**
 * The values that DescribeDeliveryStream shows for members nobody gave. They are filled in when a configuration is
 * written, as the service does, so that a stored configuration is always complete.
 */
final class DestinationDefaults {
    private static final Map<String, Object> BUCKET = Map.of(
            "BufferingHints", hints(300, 5),
            "CompressionFormat", "UNCOMPRESSED",
            "EncryptionConfiguration", Map.of("NoEncryptionConfig", "NoEncryption"),
            "CloudWatchLoggingOptions", Map.of("Enabled", false));

    /** The smallest buffer of a stream that converts or partitions is 64 MiB; 128 is what it gets by itself. */
    private static final Map<String, Object> LARGE_HINTS = Map.of("BufferingHints", hints(300, 128));

    private DestinationDefaults() {}

    /** {@code members} of a configuration of {@code kind}, completed. */
    static Map<String, Object> complete(DestinationKind kind, Map<String, Object> members) {
        Map<String, Object> completed = members;
        for (String bucket : List.of("S3Configuration", "S3BackupConfiguration")) {
            if (completed.containsKey(bucket)) {
                completed = Members.with(completed, bucket, bucket(Members.structure(completed, bucket)));
            }
        }
        completed = kind == DestinationKind.EXTENDED_S3 ? extendedBucket(completed) : completed;
        completed = kind.isBucketOnly() ? bucket(completed) : completed;
        completed = Members.withDefaults(completed, ofKind(kind));
        return processing(completed);
    }

    private static Map<String, Object> ofKind(DestinationKind kind) {
        return switch (kind) {
            case S3 -> Map.of();
            case EXTENDED_S3 -> Map.of("S3BackupMode", "Disabled");
            case REDSHIFT -> Map.of("RetryOptions", retry(3600), "S3BackupMode", "Disabled");
            case ELASTICSEARCH, AMAZON_OPENSEARCH_SERVICE ->
                Map.of(
                        "BufferingHints",
                        hints(300, 5),
                        "RetryOptions",
                        retry(300),
                        "IndexRotationPeriod",
                        "OneDay",
                        "S3BackupMode",
                        "FailedDocumentsOnly");
            case AMAZON_OPENSEARCH_SERVERLESS ->
                Map.of(
                        "BufferingHints", hints(300, 5),
                        "RetryOptions", retry(300),
                        "S3BackupMode", "FailedDocumentsOnly");
            // The API text says 300 for the retry, the console and Terraform send 3600 of their own.
            case SPLUNK ->
                Map.of(
                        "BufferingHints",
                        hints(60, 5),
                        "HECAcknowledgmentTimeoutInSeconds",
                        180,
                        "RetryOptions",
                        retry(300),
                        "S3BackupMode",
                        "FailedEventsOnly");
            case HTTP_ENDPOINT ->
                Map.of(
                        "BufferingHints", hints(300, 5),
                        "RetryOptions", retry(300),
                        "RequestConfiguration", Map.of("ContentEncoding", "NONE", "CommonAttributes", List.of()),
                        "S3BackupMode", "FailedDataOnly");
            case SNOWFLAKE ->
                Map.of(
                        "BufferingHints",
                        hints(0, 1),
                        "RetryOptions",
                        retry(60),
                        "DataLoadingOption",
                        "JSON_MAPPING",
                        "S3BackupMode",
                        "FailedDataOnly");
            case ICEBERG ->
                Map.of(
                        "BufferingHints", hints(300, 5),
                        "RetryOptions", retry(300),
                        "S3BackupMode", "FailedDataOnly");
        };
    }

    private static Map<String, Object> bucket(Map<String, Object> members) {
        // An encryption choice is one of two members, so it is taken whole or not at all.
        Map<String, Object> defaults = members.containsKey("EncryptionConfiguration")
                ? Members.without(BUCKET, "EncryptionConfiguration")
                : BUCKET;
        return Members.withDefaults(members, defaults);
    }

    private static Map<String, Object> extendedBucket(Map<String, Object> members) {
        Map<String, Object> completed = members;
        for (String mayBeEmpty : List.of("FileExtension", "CustomTimeZone")) {
            if (Members.text(completed, mayBeEmpty).filter(String::isEmpty).isPresent()) {
                completed = Members.without(completed, mayBeEmpty);
            }
        }
        if (completed.containsKey("DataFormatConversionConfiguration")) {
            completed = Members.withDefaults(
                    completed, Map.of("DataFormatConversionConfiguration", Map.of("Enabled", true)));
        }
        boolean partitions =
                Members.isTrue(Members.structure(completed, "DynamicPartitioningConfiguration"), "Enabled");
        if (partitions) {
            completed = Members.withDefaults(
                    completed, Map.of("DynamicPartitioningConfiguration", Map.of("RetryOptions", retry(300))));
        }
        boolean converts = Members.isTrue(Members.structure(completed, "DataFormatConversionConfiguration"), "Enabled");
        return converts || partitions ? Members.withDefaults(completed, LARGE_HINTS) : completed;
    }

    private static Map<String, Object> processing(Map<String, Object> members) {
        if (!members.containsKey("ProcessingConfiguration")) {
            return members;
        }
        Map<String, Object> processing = Members.withDefaults(
                Members.structure(members, "ProcessingConfiguration"),
                Map.of("Enabled", false, "Processors", List.of()));
        List<Map<String, Object>> processors = Members.structures(processing, "Processors").stream()
                .map(processor -> Members.text(processor, "Type").orElse("").equals("Lambda")
                        ? lambda(processor, members)
                        : processor)
                .toList();
        return Members.with(members, "ProcessingConfiguration", Members.with(processing, "Processors", processors));
    }

    /** A Lambda processor with all five parameters in the service's order; the role is the destination's of today. */
    private static Map<String, Object> lambda(Map<String, Object> processor, Map<String, Object> destination) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("LambdaArn", "");
        values.put("NumberOfRetries", "3");
        values.put("RoleArn", Members.text(destination, "RoleARN").orElse(""));
        values.put("BufferSizeInMBs", "1");
        values.put("BufferIntervalInSeconds", "60");
        for (Map<String, Object> parameter : Members.structures(processor, "Parameters")) {
            values.put(
                    Members.text(parameter, "ParameterName").orElse(""),
                    Members.text(parameter, "ParameterValue").orElse(""));
        }
        List<Map<String, Object>> parameters = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                parameters.add(Map.of("ParameterName", name, "ParameterValue", value));
            }
        });
        return Members.with(processor, "Parameters", parameters);
    }

    private static Map<String, Object> hints(int seconds, int megabytes) {
        return Map.of("IntervalInSeconds", seconds, "SizeInMBs", megabytes);
    }

    private static Map<String, Object> retry(int seconds) {
        return Map.of("DurationInSeconds", seconds);
    }
}
