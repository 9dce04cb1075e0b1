package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;

import static io.hydrant.firehose.api.Examples.CONTEXT;
import static io.hydrant.firehose.api.Examples.FUNCTION;
import static io.hydrant.firehose.api.Examples.ROLE;
import static io.hydrant.firehose.api.Examples.and;
import static io.hydrant.firehose.api.Examples.assertInvalid;
import static io.hydrant.firehose.api.Examples.bucket;
import static io.hydrant.firehose.api.Examples.conversion;
import static io.hydrant.firehose.api.Examples.create;
import static io.hydrant.firehose.api.Examples.hints;
import static io.hydrant.firehose.api.Examples.lambda;
import static io.hydrant.firehose.api.Examples.partitioned;
import static io.hydrant.firehose.api.Examples.processing;
import static io.hydrant.firehose.api.Examples.processor;
import static io.hydrant.firehose.api.Examples.refusal;
import static io.hydrant.firehose.api.Examples.smallest;
import static io.hydrant.firehose.api.Examples.tree;
import static io.hydrant.firehose.api.Examples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DestinationsCreateTest {
    private static final String CONVERSION =
            "Invalid conversion character used in the value of the expression in Prefix";
    private static final String LONG = "Length of evaluated prefix cannot be greater than 512";

    private static final Map<String, Object> BUCKET_DEFAULTS = tree(
            "BufferingHints", hints(300, 5),
            "CompressionFormat", "UNCOMPRESSED",
            "EncryptionConfiguration", tree("NoEncryptionConfig", "NoEncryption"),
            "CloudWatchLoggingOptions", tree("Enabled", false));

    static Stream<Arguments> defaults() {
        Map<String, Object> retry300 = tree("DurationInSeconds", 300);
        return Stream.of(
                arguments(TestDestinations.S3, BUCKET_DEFAULTS),
                arguments(TestDestinations.EXTENDED_S3, and(BUCKET_DEFAULTS, "S3BackupMode", "Disabled")),
                arguments(
                        TestDestinations.REDSHIFT,
                        tree("RetryOptions", tree("DurationInSeconds", 3600), "S3BackupMode", "Disabled")),
                arguments(TestDestinations.ELASTICSEARCH, search(true)),
                arguments(TestDestinations.AMAZON_OPENSEARCH_SERVICE, search(true)),
                arguments(TestDestinations.AMAZON_OPENSEARCH_SERVERLESS, search(false)),
                arguments(
                        TestDestinations.SPLUNK,
                        tree(
                                "BufferingHints",
                                hints(60, 5),
                                "HECAcknowledgmentTimeoutInSeconds",
                                180,
                                "RetryOptions",
                                retry300,
                                "S3BackupMode",
                                "FailedEventsOnly")),
                arguments(
                        TestDestinations.HTTP_ENDPOINT,
                        tree(
                                "BufferingHints",
                                hints(300, 5),
                                "RetryOptions",
                                retry300,
                                "RequestConfiguration",
                                tree("ContentEncoding", "NONE", "CommonAttributes", List.of()),
                                "S3BackupMode",
                                "FailedDataOnly")),
                arguments(
                        TestDestinations.SNOWFLAKE,
                        tree(
                                "BufferingHints",
                                hints(0, 1),
                                "RetryOptions",
                                tree("DurationInSeconds", 60),
                                "DataLoadingOption",
                                "JSON_MAPPING",
                                "S3BackupMode",
                                "FailedDataOnly")),
                arguments(
                        TestDestinations.ICEBERG,
                        tree(
                                "BufferingHints",
                                hints(300, 5),
                                "RetryOptions",
                                retry300,
                                "S3BackupMode",
                                "FailedDataOnly")));
    }

    private static Map<String, Object> search(boolean rotates) {
        Map<String, Object> defaults = tree(
                "BufferingHints", hints(300, 5),
                "RetryOptions", tree("DurationInSeconds", 300),
                "S3BackupMode", "FailedDocumentsOnly");
        return rotates ? and(defaults, "IndexRotationPeriod", "OneDay") : defaults;
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void fillsInTheDefaultsThatDescribeShows(DestinationType kind, Map<String, Object> added) {
        DestinationConfiguration stored = Configured.destination(create(kind, smallest(kind)), CONTEXT);

        Map<String, Object> expected = and(smallest(kind));
        expected.putAll(added);
        if (expected.containsKey("S3Configuration")) {
            Map<String, Object> nested = bucket();
            nested.putAll(BUCKET_DEFAULTS);
            expected.put("S3Configuration", nested);
        }
        assertThat(stored).isEqualTo(new DestinationConfiguration(kind, expected));
    }

    @Test
    void takesExactlyOneDestination() {
        String message = "Exactly one destination configuration is supported for a Firehose";

        assertInvalid(() -> Configured.destination(create(Map.of()), CONTEXT), message);
        assertInvalid(
                () -> Configured.destination(
                        create(Map.of(
                                "S3DestinationConfiguration",
                                bucket(),
                                "ExtendedS3DestinationConfiguration",
                                bucket())),
                        CONTEXT),
                message);
    }

    @Test
    void keepsWhatWasGivenAndAddsOnlyWhatIsMissing() {
        DestinationConfiguration stored = Configured.destination(
                create(
                        TestDestinations.EXTENDED_S3,
                        and(
                                bucket(),
                                "Prefix",
                                "",
                                "FileExtension",
                                "",
                                "CloudWatchLoggingOptions",
                                tree("LogGroupName", "g"),
                                "EncryptionConfiguration",
                                tree(
                                        "KMSEncryptionConfig",
                                        tree("AWSKMSKeyARN", "arn:aws:kms:us-east-1:111122223333:key/k")))),
                CONTEXT);

        assertThat(stored.members())
                .containsEntry("Prefix", "")
                .doesNotContainKey("FileExtension")
                .containsEntry("CloudWatchLoggingOptions", tree("LogGroupName", "g", "Enabled", false))
                .containsEntry(
                        "EncryptionConfiguration",
                        tree("KMSEncryptionConfig", tree("AWSKMSKeyARN", "arn:aws:kms:us-east-1:111122223333:key/k")));
    }

    @Test
    void completesALambdaProcessorWithItsFiveParametersInOrder() {
        DestinationConfiguration stored = Configured.destination(
                create(
                        TestDestinations.EXTENDED_S3,
                        and(
                                bucket(),
                                "ProcessingConfiguration",
                                tree("Processors", List.of(lambda("LambdaArn", FUNCTION))))),
                CONTEXT);

        assertThat(stored.members().get("ProcessingConfiguration"))
                .isEqualTo(tree(
                        "Enabled",
                        false,
                        "Processors",
                        List.of(lambda(
                                "LambdaArn", FUNCTION,
                                "NumberOfRetries", "3",
                                "RoleArn", ROLE,
                                "BufferSizeInMBs", "1",
                                "BufferIntervalInSeconds", "60"))));
    }

    @Test
    void givesAConvertingStreamALargeBufferAndEnablesConversion() {
        DestinationConfiguration stored = Configured.destination(
                create(TestDestinations.EXTENDED_S3, and(bucket(), "DataFormatConversionConfiguration", conversion())),
                CONTEXT);

        assertThat(stored.members()).containsEntry("BufferingHints", hints(300, 128));
        assertThat(stored.members().get("DataFormatConversionConfiguration"))
                .isEqualTo(and(conversion(), "Enabled", true));
    }

    @Test
    void givesAPartitioningStreamItsRetry() {
        DestinationConfiguration stored = Configured.destination(
                create(TestDestinations.EXTENDED_S3, with(bucket(), partitioned("c=!{partitionKeyFromQuery:c}/"))),
                CONTEXT);

        assertThat(stored.members())
                .containsEntry(
                        "DynamicPartitioningConfiguration",
                        tree("Enabled", true, "RetryOptions", tree("DurationInSeconds", 300)))
                .containsEntry("BufferingHints", hints(300, 128));
    }

    static Stream<Arguments> extendedRefusals() {
        String prefixes = "The supplied prefix(es) do not satisfy the following constraint: ";
        return Stream.of(
                arguments(
                        "EncryptionConfiguration",
                        tree(),
                        "Exactly one of NoEncryptionConfig or KMSEncryptionConfig must be specified"),
                arguments(
                        "EncryptionConfiguration",
                        tree(
                                "NoEncryptionConfig",
                                "NoEncryption",
                                "KMSEncryptionConfig",
                                tree("AWSKMSKeyARN", "arn:aws:kms:us-east-1:111122223333:key/k")),
                        "Exactly one of NoEncryptionConfig or KMSEncryptionConfig must be specified"),
                arguments(
                        "BufferingHints",
                        tree("SizeInMBs", 5),
                        "Both SizeInMBs and IntervalInSeconds must be specified in BufferingHints."),
                arguments(
                        "Prefix",
                        "!{timestamp:yyyy}/",
                        prefixes + "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions"),
                arguments(
                        "Prefix",
                        "c=!{partitionKeyFromQuery:c}/",
                        "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic "
                                + "Partitioning is enabled."),
                arguments(
                        "Prefix",
                        "a!{b",
                        prefixes + "Invalid expression usage: a!{b.Must be of the form !{<namespace>:<value>}"),
                arguments(
                        "Prefix",
                        "!{moon:full}",
                        prefixes + "Namespace to the left of colon (moon) is an invalid keyword!"),
                arguments(
                        "ErrorOutputPrefix",
                        "!{timestamp:yyyy}/",
                        prefixes + "ErrorOutputPrefix must contain at least one occurrence of "
                                + "!{firehose:error-output-type}"),
                arguments(
                        "CustomTimeZone",
                        "Mars/Olympus",
                        "Provided custom time zone is not supported. Custom time zones are limited to UTC and "
                                + "non-3-letter IANA time zones."),
                arguments(
                        "S3BackupMode",
                        "Enabled",
                        "S3 backup destination configuration is required when enabling S3 backup."),
                arguments(
                        "DynamicPartitioningConfiguration",
                        tree("Enabled", true),
                        "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled."));
    }

    static Stream<Arguments> prefixes() {
        String type = "!{firehose:error-output-type}";
        return Stream.of(
                arguments("!{firehose:random-string}/", "", "cannot be null or empty when Prefix contains expressions"),
                arguments(type + "/", type, "Prefix must not contain any occurrence of " + type),
                arguments(
                        "a/",
                        "!{partitionKeyFromLambda:c}",
                        "Dynamic Partitioning Namespaces can't be part of an error prefix expression"),
                arguments(
                        "a/",
                        "!{firehose:random-string}",
                        "ErrorOutputPrefix must contain at least one occurrence of " + type),
                arguments("!{timestamp:{}", type, "Must be of the form !{<namespace>:<value>}"),
                arguments("!{}", type, "Must be of the form !{<namespace>:<value>}"),
                arguments("!{firehose:moon}", type, CONVERSION),
                arguments("!{timestamp:yyyy'}", type, CONVERSION),
                arguments("!{timestamp:pyyyy}", type, CONVERSION),
                arguments("a".repeat(513), "", LONG),
                arguments("a/", "e".repeat(513), LONG),
                arguments("a".repeat(509) + "!{timestamp:yyyy}", type, LONG),
                arguments("a".repeat(502) + "!{firehose:random-string}", type, LONG),
                arguments("a/", "e".repeat(500) + type, LONG),
                arguments("a".repeat(512), "", null),
                arguments("a".repeat(509) + "!{timestamp:EEE}", "e".repeat(499) + type, null),
                arguments("a".repeat(501) + "!{firehose:random-string}", type, null),
                arguments("!{timestamp:yyyy/MM/dd/HH'/a$!'}", type, null),
                arguments("a!b{c}/", "", null));
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void holdsPrefixesToTheirRules(String prefix, String errorPrefix, String refusal) {
        CreateDeliveryStreamRequest request =
                create(TestDestinations.EXTENDED_S3, and(bucket(), "Prefix", prefix, "ErrorOutputPrefix", errorPrefix));

        if (refusal == null) {
            assertThat(Configured.destination(request, CONTEXT).members()).containsEntry("Prefix", prefix);
        } else {
            assertThat(refusal(() -> Configured.destination(request, CONTEXT))
                            .message()
                            .orElseThrow())
                    .startsWith("The supplied prefix(es) do not satisfy the following constraint: ")
                    .contains(refusal);
        }
    }

    @Test
    void countsNoPartitionKeyTowardsTheLengthOfAPrefix() {
        Map<String, Object> members = with(bucket(), partitioned("a".repeat(512) + "!{partitionKeyFromQuery:c}"));

        assertThat(Configured.destination(create(TestDestinations.EXTENDED_S3, members), CONTEXT)
                        .type())
                .isEqualTo(TestDestinations.EXTENDED_S3);
    }

    @ParameterizedTest
    @MethodSource("extendedRefusals")
    void refusesWithTheServicesText(String member, Object value, String message) {
        Map<String, Object> members = and(bucket(), "BufferingHints", hints(300, 5));

        assertInvalid(
                () -> Configured.destination(
                        create(TestDestinations.EXTENDED_S3, and(members, member, value)), CONTEXT),
                message);
    }

    @Test
    void checksANestedBucketToo() {
        Map<String, Object> members = and(
                smallest(TestDestinations.SPLUNK), "S3Configuration", and(bucket(), "EncryptionConfiguration", tree()));

        assertInvalid(
                () -> Configured.destination(create(TestDestinations.SPLUNK, members), CONTEXT),
                "Exactly one of NoEncryptionConfig or KMSEncryptionConfig must be specified");
    }

    static Stream<Arguments> processingRefusals() {
        return Stream.of(
                arguments(
                        processing(),
                        "A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled."),
                arguments(
                        processing(lambda("NumberOfRetries", "1", "NumberOfRetries", "2")),
                        "Duplicate ProcessorParameter passed to ProcessingConfiguration."),
                arguments(processing(lambda()), "LambdaArn is required when Lambda processor is used."),
                arguments(processing(lambda("LambdaArn", "clean")), "Invalid lambda ARN."),
                arguments(
                        processing(lambda("LambdaArn", FUNCTION, "BufferSizeInMBs", "1")),
                        "Both BufferSizeInMBs and BufferIntervalInSeconds are required to configure buffering for "
                                + "lambda processor."),
                arguments(
                        processing(lambda("LambdaArn", FUNCTION), lambda("LambdaArn", FUNCTION)),
                        "Cannot have more than 1 Lambda processor."),
                arguments(
                        processing(processor("Decompression", "CompressionFormat", "ZIP")),
                        "CompressionFormat has to be GZIP"),
                arguments(
                        processing(processor("CloudWatchLogProcessing")),
                        "CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor"),
                arguments(
                        processing(
                                processor("Decompression"),
                                processor("CloudWatchLogProcessing", "DataMessageExtraction", "maybe")),
                        "Invalid parameter value for DataMessageExtraction. Allowed values are True and False."),
                arguments(
                        processing(processor("Decompression"), processor("Decompression")),
                        "Cannot have more than 1 Decompression processor."),
                arguments(
                        processing(processor("RecordDeAggregation")), "SubRecordType has to be one of JSON, DELIMITED"),
                arguments(
                        processing(processor("RecordDeAggregation", "SubRecordType", "DELIMITED")),
                        "Delimiter should be present for DELIMITED"),
                arguments(
                        processing(processor("RecordDeAggregation", "SubRecordType", "DELIMITED", "Delimiter", "####")),
                        "Delimiter should be a base64 encoded string for DELIMITED"),
                arguments(
                        processing(processor("MetadataExtraction", "MetadataExtractionQuery", "{c:.c}")),
                        "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6"),
                arguments(
                        processing(processor("MetadataExtraction", "JsonParsingEngine", "JQ-1.6")),
                        "MetadataExtractionQuery is required when MetadataExtraction processor is used."),
                arguments(
                        processing(processor("RecordDeAggregation", "SubRecordType", "JSON")),
                        "class com.amazonaws.services.firehose.internal.model.RecordDeAggregationProcessor can only be "
                                + "present when Dynamic Partitioning is enabled."));
    }

    @Test
    void takesProcessorsOfEveryKindInAnyOrder() {
        Map<String, Object> members = partitioned("c=!{partitionKeyFromQuery:c}/");
        Map<String, Object> query =
                processor("MetadataExtraction", "MetadataExtractionQuery", "{c:.c}", "JsonParsingEngine", "JQ-1.6");

        Configured.destination(
                create(
                        TestDestinations.EXTENDED_S3,
                        and(
                                with(bucket(), members),
                                "ProcessingConfiguration",
                                processing(
                                        processor("AppendDelimiterToRecord", "Delimiter", "\\n"),
                                        query,
                                        lambda("LambdaArn", FUNCTION),
                                        processor("RecordDeAggregation", "SubRecordType", "JSON"),
                                        processor("Decompression", "CompressionFormat", "GZIP")))),
                CONTEXT);
    }

    @Test
    void refusesMoreThanFiftyPartitionKeys() {
        String prefix = IntStream.range(0, 51)
                .mapToObj(i -> "!{partitionKeyFromQuery:k" + i + "}/")
                .collect(Collectors.joining());
        String query = IntStream.range(0, 51).mapToObj(i -> "k" + i + ":.a").collect(Collectors.joining(",", "{", "}"));

        assertInvalid(
                () -> Configured.destination(
                        create(
                                TestDestinations.EXTENDED_S3,
                                and(
                                        with(bucket(), partitioned(prefix)),
                                        "ProcessingConfiguration",
                                        processing(processor(
                                                "MetadataExtraction",
                                                "MetadataExtractionQuery",
                                                query,
                                                "JsonParsingEngine",
                                                "JQ-1.6")))),
                        CONTEXT),
                "MetaDataExtraction JQ Query can't contain more than 50 keys");
    }

    static Stream<Arguments> processorsForS3Alone() {
        return TestDestinations.all().stream()
                .filter(type -> !type.awsName().contains("S3"))
                .map(Arguments::arguments);
    }

    @ParameterizedTest
    @MethodSource("processorsForS3Alone")
    void takesRecordsApartForS3Alone(DestinationType type) {
        assertInvalid(
                () -> Configured.destination(
                        create(
                                type,
                                and(
                                        smallest(type),
                                        "ProcessingConfiguration",
                                        processing(processor("RecordDeAggregation", "SubRecordType", "JSON")))),
                        CONTEXT),
                "RecordDeAggregationProcessor is not allowed for any destination type other than S3");
    }

    @ParameterizedTest
    @MethodSource("processorsForS3Alone")
    void takesTheOtherProcessorsForEveryDestination(DestinationType type) {
        Configured.destination(
                create(
                        type,
                        and(
                                smallest(type),
                                "ProcessingConfiguration",
                                processing(
                                        processor("Decompression"),
                                        processor("CloudWatchLogProcessing", "DataMessageExtraction", "True"),
                                        lambda("LambdaArn", FUNCTION),
                                        processor("AppendDelimiterToRecord")))),
                CONTEXT);
    }

    @ParameterizedTest
    @MethodSource("processingRefusals")
    void refusesProcessorsWithTheServicesText(Map<String, Object> processing, String message) {
        assertInvalid(
                () -> Configured.destination(
                        create(TestDestinations.EXTENDED_S3, and(bucket(), "ProcessingConfiguration", processing)),
                        CONTEXT),
                message);
    }

    static Stream<Arguments> conversionRefusals() {
        Map<String, Object> good = and(bucket(), "BufferingHints", hints(300, 64));
        return Stream.of(
                arguments(
                        and(good, "CompressionFormat", "GZIP"),
                        conversion(),
                        "The S3 destination's compression format must be set to UNCOMPRESSED when data format "
                                + "conversion is enabled. To enable compression within the converted output format, "
                                + "set the appropriate serialization option in the output format configuration."),
                arguments(
                        and(good, "BufferingHints", hints(300, 63)),
                        conversion(),
                        "BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled."),
                arguments(good, without("InputFormatConfiguration"), "InputFormatConfiguration must not be null"),
                arguments(good, without("OutputFormatConfiguration"), "OutputFormatConfiguration must not be null"),
                arguments(good, without("SchemaConfiguration"), "SchemaConfiguration must not be null"),
                arguments(good, and(conversion(), "InputFormatConfiguration", tree()), "Deserializer must not be null"),
                arguments(good, and(conversion(), "OutputFormatConfiguration", tree()), "Serializer must not be null"),
                arguments(
                        good,
                        and(
                                conversion(),
                                "InputFormatConfiguration",
                                tree("Deserializer", tree("OpenXJsonSerDe", tree(), "HiveJsonSerDe", tree()))),
                        "More than one deserializer specified. Only one may be chosen."),
                arguments(
                        good,
                        and(
                                conversion(),
                                "OutputFormatConfiguration",
                                tree("Serializer", tree("ParquetSerDe", tree(), "OrcSerDe", tree()))),
                        "More than one serializer specified. Only one may be chosen."),
                arguments(
                        good,
                        and(conversion(), "SchemaConfiguration", tree("DatabaseName", "d", "TableName", "t")),
                        "SchemaConfiguration.RoleArn must not be null or empty"),
                arguments(
                        good,
                        and(conversion(), "SchemaConfiguration", tree("RoleARN", ROLE, "TableName", "t")),
                        "SchemaConfiguration.DatabaseName must not be null or empty"),
                arguments(
                        good,
                        and(conversion(), "SchemaConfiguration", tree("RoleARN", ROLE, "DatabaseName", "d")),
                        "SchemaConfiguration.TableName must not be null or empty"));
    }

    private static Map<String, Object> without(String part) {
        return Members.without(conversion(), part);
    }

    @ParameterizedTest
    @MethodSource("conversionRefusals")
    void refusesConversionWithTheServicesText(
            Map<String, Object> members, Map<String, Object> conversion, String message) {
        assertInvalid(
                () -> Configured.destination(
                        create(
                                TestDestinations.EXTENDED_S3,
                                and(members, "DataFormatConversionConfiguration", conversion)),
                        CONTEXT),
                message);
    }

    @Test
    void leavesADisabledConversionUnchecked() {
        DestinationConfiguration stored = Configured.destination(
                create(
                        TestDestinations.EXTENDED_S3,
                        and(bucket(), "DataFormatConversionConfiguration", tree("Enabled", false))),
                CONTEXT);

        assertThat(stored.members()).containsEntry("BufferingHints", hints(300, 5));
    }

    @Test
    void tellsAMalformedSchemaRoleBeforeEveryOtherRule() {
        var error = refusal(() -> Configured.destination(
                create(Map.of(
                        "S3DestinationConfiguration",
                        bucket(),
                        "ExtendedS3DestinationConfiguration",
                        and(
                                bucket(),
                                "DataFormatConversionConfiguration",
                                tree("SchemaConfiguration", tree("RoleARN", "nobody"))))),
                CONTEXT));

        assertThat(error.code()).isEqualTo("InvalidParameterValueException");
        assertThat(error.message()).contains("Invalid role ARN.");
    }

    @Test
    void refusesWhatRedshiftCannotCopy() {
        Map<String, Object> members = smallest(TestDestinations.REDSHIFT);

        assertInvalid(
                () -> Configured.destination(
                        create(
                                TestDestinations.REDSHIFT,
                                and(members, "S3Configuration", and(bucket(), "CompressionFormat", "Snappy"))),
                        CONTEXT),
                "Only the following compression formats are allowed when using Redshift: [UNCOMPRESSED, GZIP]");
        assertInvalid(
                () -> Configured.destination(
                        create(
                                TestDestinations.REDSHIFT,
                                and(members, "S3Configuration", and(bucket(), "ErrorOutputPrefix", "e/"))),
                        CONTEXT),
                "The supplied prefix(es) do not satisfy the following constraint: Prefix Expressions or "
                        + "ErrorOutputPrefix is currently not supported for this destination");
    }

    @Test
    void refusesTwoAddressesOfOneDomain() {
        assertInvalid(
                () -> Configured.destination(
                        create(
                                TestDestinations.AMAZON_OPENSEARCH_SERVICE,
                                and(
                                        smallest(TestDestinations.AMAZON_OPENSEARCH_SERVICE),
                                        "ClusterEndpoint",
                                        "https://search.example")),
                        CONTEXT),
                "Cannot provide both Elasticsearch cluster endpoint and domain ARN. Provide either the cluster endpoint or "
                        + "domain arn. Must specify cluster endpoint for cross account elasticsearch cluster.");
    }

    @Test
    void refusesAnEndpointWithoutAHost() {
        assertInvalid(
                () -> Configured.destination(
                        create(
                                TestDestinations.HTTP_ENDPOINT,
                                and(
                                        smallest(TestDestinations.HTTP_ENDPOINT),
                                        "EndpointConfiguration",
                                        tree("Url", "https://in example"))),
                        CONTEXT),
                "EndpointConfiguration.Url is not a valid URL");
    }

    @Test
    void refusesFileExtensionsInGovCloud() {
        var request = create(TestDestinations.EXTENDED_S3, and(bucket(), "FileExtension", ".json"));

        assertThat(Configured.destination(request, CONTEXT).members()).containsEntry("FileExtension", ".json");
        assertInvalid(
                () -> Configured.destination(request, new RuleContext(CONTEXT.caller(), new Region("us-gov-west-1"))),
                "S3 File Extension and Custom Time Zone parameters is not available in the current region.");
    }
}
