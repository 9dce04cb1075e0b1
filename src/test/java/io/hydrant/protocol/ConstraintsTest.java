package io.hydrant.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.hydrant.aws.AwsException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.StartDeliveryStreamEncryptionRequest;
import software.amazon.awssdk.services.firehose.model.TagDeliveryStreamRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConstraintsTest {
    private static final Constraints FIREHOSE = Constraints.load("firehose-2015-08-04.txt", false);
    private static final Constraints KMS = Constraints.load("kms-2014-11-01.txt", true);

    private static List<String> violations(
            Constraints constraints, String shape, Supplier<SdkPojo> builder, String json) {
        return constraints.violations(shape, JsonCodec.decode(json.getBytes(StandardCharsets.UTF_8), builder));
    }

    private static List<String> create(String extendedS3) {
        return violations(
                FIREHOSE,
                "CreateDeliveryStreamInput",
                CreateDeliveryStreamRequest::builder,
                """
                {"DeliveryStreamName": "s", "ExtendedS3DestinationConfiguration":
                  {"RoleARN": "arn:aws:iam::123456789012:role/r", "BucketARN": "arn:aws:s3:::b", %s}}"""
                        .formatted(extendedS3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            INPUT | PATH | RULE
            {} | deliveryStreamName | Member must not be null
            {"DeliveryStreamName":null} | deliveryStreamName | Member must not be null
            {"DeliveryStreamName":"a/b"} | deliveryStreamName | Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
            {"DeliveryStreamName":"ab\\n"} | deliveryStreamName | Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
            {"DeliveryStreamName":"12345678901234567890123456789012345678901234567890123456789012345"} | deliveryStreamName | Member must have length less than or equal to 64
            {"DeliveryStreamName":"s","Limit":0} | limit | Member must have value greater than or equal to 1
            {"DeliveryStreamName":"s","Limit":10001} | limit | Member must have value less than or equal to 10000
            """)
    void describesOneViolation(String input, String path, String rule) {
        assertThat(violations(FIREHOSE, "DescribeDeliveryStreamInput", DescribeDeliveryStreamRequest::builder, input))
                .containsExactly("Value at '" + path + "' failed to satisfy constraint: " + rule);
    }

    @Test
    void anExceptionLetsATextPassItsPatternButNotItsLength() {
        Constraints loose = FIREHOSE.accepting("DeliveryStreamName", name -> name.startsWith("/"));

        assertThat(describe(loose, "/a")).isEmpty();
        assertThat(describe(loose, "a/")).hasSize(1).allMatch(item -> item.contains("pattern: [a-zA-Z0-9_.-]+"));
        assertThat(describe(loose, "/".repeat(65))).hasSize(1).allMatch(item -> item.contains("length"));
        assertThat(describe(FIREHOSE, "/a")).hasSize(1);
    }

    private static List<String> describe(Constraints constraints, String name) {
        return violations(
                constraints,
                "DescribeDeliveryStreamInput",
                DescribeDeliveryStreamRequest::builder,
                "{\"DeliveryStreamName\": \"" + name + "\"}");
    }

    @Test
    void acceptsAnInputThatBreaksNothing() {
        assertThat(create("\"FileExtension\": \"\", \"CompressionFormat\": \"Snappy\""))
                .isEmpty();
    }

    @Test
    void reportsLengthBeforePattern() {
        assertThat(violations(
                        FIREHOSE,
                        "DescribeDeliveryStreamInput",
                        DescribeDeliveryStreamRequest::builder,
                        "{\"DeliveryStreamName\": \"\"}"))
                .containsExactly(
                        "Value at 'deliveryStreamName' failed to satisfy constraint: Member must have length greater than"
                                + " or equal to 1",
                        "Value at 'deliveryStreamName' failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: [a-zA-Z0-9_.-]+");
    }

    @Test
    void reportsAllViolationsInOneText() {
        SdkPojo input = StartDeliveryStreamEncryptionRequest.builder()
                .deliveryStreamEncryptionConfigurationInput(c -> c.keyARN("k").keyType("NONE"))
                .build();

        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> FIREHOSE.check("StartDeliveryStreamEncryptionInput", input))
                .satisfies(e -> {
                    assertThat(e.error().code()).isEqualTo("ValidationException");
                    assertThat(e.error().httpStatus()).isEqualTo(400);
                    assertThat(e.error().message())
                            .hasValue("3 validation errors detected: "
                                    + "Value at 'deliveryStreamName' failed to satisfy constraint: "
                                    + "Member must not be null; "
                                    + "Value at 'deliveryStreamEncryptionConfigurationInput.keyARN' failed to satisfy "
                                    + "constraint: Member must satisfy regular expression pattern: "
                                    + "arn:.*:kms:[a-zA-Z0-9\\-]+:\\d{12}:(key|alias)/[a-zA-Z_0-9+=,.@\\-_/]+; "
                                    + "Value at 'deliveryStreamEncryptionConfigurationInput.keyType' failed to satisfy "
                                    + "constraint: Member must satisfy enum value set: "
                                    + "[AWS_OWNED_CMK, CUSTOMER_MANAGED_CMK]");
                });
    }

    @Test
    void countsASingleViolationInTheSingular() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> FIREHOSE.check(
                        "DescribeDeliveryStreamInput",
                        DescribeDeliveryStreamRequest.builder().build()))
                .satisfies(e -> assertThat(e.error().message())
                        .hasValue("1 validation error detected: Value at 'deliveryStreamName' failed to satisfy "
                                + "constraint: Member must not be null"));
    }

    @Test
    void countsListElementsFromOne() {
        String records = "{\"Data\": \"\"},".repeat(2) + "{}";

        assertThat(violations(
                        FIREHOSE,
                        "PutRecordBatchInput",
                        PutRecordBatchRequest::builder,
                        "{\"DeliveryStreamName\": \"s\", \"Records\": [" + records + "]}"))
                .containsExactly(
                        "Value at 'records.3.member.data' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void tellsAnEmptyListFromAMissingOne() {
        assertThat(violations(
                        FIREHOSE,
                        "PutRecordBatchInput",
                        PutRecordBatchRequest::builder,
                        "{\"DeliveryStreamName\": \"s\", \"Records\": []}"))
                .containsExactly("Value at 'records' failed to satisfy constraint: Member must have length greater"
                        + " than or equal to 1");
        assertThat(violations(
                        FIREHOSE,
                        "PutRecordBatchInput",
                        PutRecordBatchRequest::builder,
                        "{\"DeliveryStreamName\": \"s\"}"))
                .containsExactly("Value at 'records' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void refusesANullAmongTheElements() {
        assertThat(violations(
                        FIREHOSE,
                        "TagDeliveryStreamInput",
                        TagDeliveryStreamRequest::builder,
                        "{\"DeliveryStreamName\": \"s\", \"Tags\": [null]}"))
                .containsExactly("Value at 'tags.1.member' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void spendsLittleTimeOnHostileTexts() {
        for (String host : List.of("a.".repeat(4_000), "redshift.".repeat(900), "redshift.".repeat(200_000))) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThat(violations(
                            FIREHOSE,
                            "CreateDeliveryStreamInput",
                            CreateDeliveryStreamRequest::builder,
                            "{\"DeliveryStreamName\": \"s\", \"RedshiftDestinationConfiguration\":"
                                    + " {\"ClusterJDBCURL\": \"jdbc:redshift://" + host + "\"}}"))
                    .contains("Value at 'redshiftDestinationConfiguration.clusterJDBCURL' failed to satisfy"
                            + " constraint: Member must have length less than or equal to 512"));
        }
    }

    @Nested
    class Printing {
        @Test
        void printsEnumsInTheObservedOrder() {
            assertThat(create("\"CompressionFormat\": \"LZ4\""))
                    .containsExactly("Value at 'extendedS3DestinationConfiguration.compressionFormat' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: [ZIP, HADOOP_SNAPPY, Snappy, GZIP,"
                            + " UNCOMPRESSED]");
        }

        @Test
        void printsThePatternOfFileExtensionAsObserved() {
            assertThat(create("\"FileExtension\": \"JSON\""))
                    .containsExactly("Value at 'extendedS3DestinationConfiguration.fileExtension' failed to satisfy"
                            + " constraint: Member must satisfy regular expression pattern:"
                            + " ^(|\\.[0-9a-z!\\-_.*'()]+)$");
        }

        @Test
        void reportsTheLengthOfFileExtensionAlone() {
            assertThat(create("\"FileExtension\": \"" + "J".repeat(129) + "\""))
                    .containsExactly("Value at 'extendedS3DestinationConfiguration.fileExtension' failed to satisfy"
                            + " constraint: Member must have length less than or equal to 128");
        }

        @Test
        void lowersTheFirstLetterOnly() {
            assertThat(create("\"EncryptionConfiguration\": {\"KMSEncryptionConfig\": {\"AWSKMSKeyARN\": \"x\"}}"))
                    .singleElement()
                    .asString()
                    .startsWith("Value at 'extendedS3DestinationConfiguration.encryptionConfiguration"
                            + ".kMSEncryptionConfig.aWSKMSKeyARN' failed");
        }

        @Test
        void reportsBothBoundsOfANanUpperFirst() {
            assertThat(create("\"DataFormatConversionConfiguration\": {\"OutputFormatConfiguration\": {\"Serializer\":"
                            + " {\"OrcSerDe\": {\"PaddingTolerance\": \"NaN\"}}}}"))
                    .extracting(item -> item.substring(item.indexOf("Member")))
                    .containsExactly(
                            "Member must have value less than or equal to 1",
                            "Member must have value greater than or equal to 0");
        }

        @Test
        void reportsTheConversionBlockInTheObservedOrder() {
            assertThat(
                            create(
                                    """
                            "ProcessingConfiguration": {"Processors": [{"Type": "Lambda", "Parameters":
                              [{"ParameterName": "LambdaArn", "ParameterValue": ""}]}]},
                            "DataFormatConversionConfiguration": {
                              "SchemaConfiguration": {"RoleARN": "", "VersionId": "", "TableName": ""},
                              "InputFormatConfiguration": {"Deserializer": {"OpenXJsonSerDe":
                                {"ColumnToJsonKeyMappings": {"": " "}}}},
                              "OutputFormatConfiguration": {"Serializer": {"ParquetSerDe":
                                {"BlockSizeBytes": 1, "MaxPaddingBytes": -1, "WriterVersion": "x"}}}}"""))
                    .extracting(item -> item.substring(item.indexOf('\'') + 1, item.indexOf("' failed")))
                    .extracting(path -> path.substring(path.lastIndexOf('.') + 1))
                    .containsSubsequence(
                            "maxPaddingBytes",
                            "blockSizeBytes",
                            "writerVersion",
                            "columnToJsonKeyMappings",
                            "versionId",
                            "roleARN",
                            "tableName",
                            "parameterValue");
        }

        @Test
        void printsAllRulesOfMapKeysAndValues() {
            String path = "Value at 'extendedS3DestinationConfiguration.dataFormatConversionConfiguration"
                    + ".inputFormatConfiguration.deserializer.openXJsonSerDe.columnToJsonKeyMappings' failed to"
                    + " satisfy constraint: ";
            String lengths = "[Member must have length less than or equal to 1024, Member must have length greater than"
                    + " or equal to 1, Member must satisfy regular expression pattern: ";

            assertThat(create("\"DataFormatConversionConfiguration\": {\"InputFormatConfiguration\": {\"Deserializer\":"
                            + " {\"OpenXJsonSerDe\": {\"ColumnToJsonKeyMappings\": {\"a b\": \" \"}}}}}"))
                    .containsExactly(
                            path + "Map keys must satisfy constraint: " + lengths + "^\\S+$]",
                            path + "Map value must satisfy constraint: " + lengths + "^(?!\\s*$).+]");
        }

        @Test
        void endsThePathOfAListOfTextsAtTheList() {
            assertThat(violations(
                            KMS,
                            "CreateGrantRequest",
                            CreateGrantRequest::builder,
                            "{\"KeyId\": \"k\", \"GranteePrincipal\": \"p\", \"Operations\": [\"Fly\"]}"))
                    .singleElement()
                    .asString()
                    .startsWith("Value '[Fly]' at 'operations' failed to satisfy constraint: Member must satisfy"
                            + " constraint: [Member must satisfy enum value set: [");
        }
    }

    @Nested
    class EchoingValues {
        @Test
        void printsNumbersAndTexts() {
            assertThat(violations(
                            KMS, "GenerateRandomRequest", GenerateRandomRequest::builder, "{\"NumberOfBytes\": 1025}"))
                    .containsExactly("Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have"
                            + " value less than or equal to 1024");
            assertThat(violations(
                            KMS,
                            "CreateKeyRequest",
                            CreateKeyRequest::builder,
                            "{\"Tags\": [{\"TagKey\": \"" + "k".repeat(129) + "\", \"TagValue\": \"\"}]}"))
                    .containsExactly("Value '" + "k".repeat(129) + "' at 'tags.1.member.tagKey' failed to satisfy"
                            + " constraint: Member must have length less than or equal to 128");
        }

        @Test
        void keepsBlobsToItselfAndNamesNulls() {
            String tooLong = "A".repeat(4 * 1400);

            assertThat(violations(
                            KMS, "EncryptRequest", EncryptRequest::builder, "{\"Plaintext\": \"" + tooLong + "\"}"))
                    .containsExactly(
                            "Value null at 'keyId' failed to satisfy constraint: Member must not be null",
                            "Value at 'plaintext' failed to satisfy constraint: Member must have length less than or"
                                    + " equal to 4096");
        }
    }
}
