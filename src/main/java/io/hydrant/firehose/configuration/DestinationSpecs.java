package io.hydrant.firehose.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.record.BufferingHints;

/** What delivery needs to know of a stored configuration: its member tree as a {@link DestinationSpec}. */
public final class DestinationSpecs {
    private static final long MEBIBYTE = 1 << 20;

    private DestinationSpecs() {}

    /**
     * Where the stream's records go; empty for a kind that nothing is delivered to yet.
     *
     * @throws IllegalArgumentException if {@code EndpointConfiguration.Url} is not a URL with a host
     */
    public static Optional<DestinationSpec> of(DestinationConfiguration configuration) {
        Map<String, Object> members = configuration.members();
        return switch (configuration.kind()) {
            case S3, EXTENDED_S3 -> Optional.of(bucket(members));
            case HTTP_ENDPOINT -> Optional.of(endpoint(members));
            case REDSHIFT,
                    ELASTICSEARCH,
                    AMAZON_OPENSEARCH_SERVICE,
                    SPLUNK,
                    AMAZON_OPENSEARCH_SERVERLESS,
                    SNOWFLAKE,
                    ICEBERG -> Optional.empty();
        };
    }

    /**
     * Where every source record is kept besides: {@code S3BackupConfiguration} of an extended bucket whose
     * {@code S3BackupMode} is {@code Enabled}, {@code S3Configuration} of an HTTP endpoint with {@code AllData}; else empty.
     */
    public static Optional<DestinationSpec.S3> backup(DestinationConfiguration configuration) {
        Map<String, Object> members = configuration.members();
        String mode = text(members, "S3BackupMode").orElse("");
        return switch (configuration.kind()) {
            case EXTENDED_S3 ->
                mode.equals("Enabled")
                        ? Optional.of(bucket(structure(members, "S3BackupConfiguration")))
                        : Optional.empty();
            case HTTP_ENDPOINT ->
                mode.equals("AllData") ? Optional.of(bucket(structure(members, "S3Configuration"))) : Optional.empty();
            case S3,
                    REDSHIFT,
                    ELASTICSEARCH,
                    AMAZON_OPENSEARCH_SERVICE,
                    SPLUNK,
                    AMAZON_OPENSEARCH_SERVERLESS,
                    SNOWFLAKE,
                    ICEBERG -> Optional.empty();
        };
    }

    private static DestinationSpec.S3 bucket(Map<String, Object> members) {
        String arn = text(members, "BucketARN").orElseThrow();
        return new DestinationSpec.S3(
                arn.substring(arn.lastIndexOf(':') + 1),
                text(members, "Prefix"),
                text(members, "ErrorOutputPrefix"),
                hints(members),
                text(members, "CompressionFormat").map(CompressionFormat::of).orElse(CompressionFormat.UNCOMPRESSED),
                text(members, "FileExtension"),
                text(members, "CustomTimeZone").map(ZoneId::of).orElse(ZoneOffset.UTC),
                text(structure(structure(members, "EncryptionConfiguration"), "KMSEncryptionConfig"), "AWSKMSKeyARN"),
                text(members, "RoleARN"));
    }

    private static DestinationSpec.HttpEndpoint endpoint(Map<String, Object> members) {
        Map<String, Object> endpoint = structure(members, "EndpointConfiguration");
        Map<String, Object> request = structure(members, "RequestConfiguration");
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Object each : list(request, "CommonAttributes")) {
            Map<String, Object> attribute = asMap(each);
            attributes.put(
                    String.valueOf(attribute.get("AttributeName")), String.valueOf(attribute.get("AttributeValue")));
        }
        return new DestinationSpec.HttpEndpoint(
                url(text(endpoint, "Url").orElseThrow()),
                text(endpoint, "AccessKey"),
                text(request, "ContentEncoding").orElse("NONE").equals("GZIP"),
                attributes,
                hints(members),
                Duration.ofSeconds(number(structure(members, "RetryOptions"), "DurationInSeconds", 300)),
                bucket(structure(members, "S3Configuration")));
    }

    /** Whether {@code text} can be posted to: a URL with a host. */
    public static boolean isUrl(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static URI url(String text) {
        if (!isUrl(text)) {
            throw new IllegalArgumentException("EndpointConfiguration.Url is not a URL with a host");
        }
        return URI.create(text);
    }

    private static BufferingHints hints(Map<String, Object> members) {
        Map<String, Object> hints = structure(members, "BufferingHints");
        return new BufferingHints(
                number(hints, "SizeInMBs", 5) * MEBIBYTE, Duration.ofSeconds(number(hints, "IntervalInSeconds", 300)));
    }

    /** The text of a member; empty text says the same as no member. */
    private static Optional<String> text(Map<String, Object> tree, String name) {
        return Optional.ofNullable(tree.get(name)).map(Object::toString).filter(text -> !text.isEmpty());
    }

    private static int number(Map<String, Object> tree, String name, int fallback) {
        return tree.get(name) instanceof Number number ? number.intValue() : fallback;
    }

    private static Map<String, Object> structure(Map<String, Object> tree, String name) {
        Object value = tree.get(name);
        return value == null ? Map.of() : asMap(value);
    }

    private static List<?> list(Map<String, Object> tree, String name) {
        return tree.get(name) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked") // the keys of every map in a tree are member names
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }
}
