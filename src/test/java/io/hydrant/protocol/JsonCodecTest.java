package io.hydrant.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.AwsException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordRequest;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.Tag;
import software.amazon.awssdk.services.firehose.model.TagDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.TagDeliveryStreamResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonCodecTest {
    private static CreateDeliveryStreamRequest create(String json) {
        return (CreateDeliveryStreamRequest)
                JsonCodec.decode(json.getBytes(StandardCharsets.UTF_8), CreateDeliveryStreamRequest::builder);
    }

    private static String hints(String size) {
        return "{\"ExtendedS3DestinationConfiguration\": {\"BufferingHints\": {\"SizeInMBs\": " + size + "}}}";
    }

    private static Record record(byte[] data) {
        return Record.builder().data(SdkBytes.fromByteArray(data)).build();
    }

    private static void assertRefusedWithoutText(byte[] body) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> JsonCodec.decode(body, CreateDeliveryStreamRequest::builder))
                .satisfies(e -> {
                    assertThat(e.error().code()).isEqualTo("SerializationException");
                    assertThat(e.error().httpStatus()).isEqualTo(400);
                    assertThat(e.error().message()).isEmpty();
                });
    }

    /** The types of section 1.7: what was sent, and what AWS says of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '`',
            textBlock =
                    """
            INPUT | TEXT
            {"DeliveryStreamName":true} | class java.lang.Boolean can not be converted to an String
            {"DeliveryStreamName":1} | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String
            {"DeliveryStreamName":[]} | Start of list found where not expected
            {"DeliveryStreamName":{}} | Start of structure or map found where not expected.
            {"DirectPutSourceConfiguration":{"ThroughputHintInMBs":"1"}} | class java.lang.String can not be converted to an Integer
            {"DirectPutSourceConfiguration":{"ThroughputHintInMBs":false}} | class java.lang.Boolean can not be converted to an Integer
            {"DirectPutSourceConfiguration":[]} | Start of list found where not expected
            {"DirectPutSourceConfiguration":1} | Expected null
            {"DirectPutSourceConfiguration":"x"} | Expected null
            {"Tags":1} | Expected list or null
            {"Tags":{}} | Start of structure or map found where not expected.
            {"Tags":["x"]} | Expected null
            {"S3DestinationConfiguration":{"CloudWatchLoggingOptions":{"Enabled":1}}} | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an Boolean
            {"S3DestinationConfiguration":{"CloudWatchLoggingOptions":{"Enabled":"maybe"}}} | 'MAYBE' can not be converted to an Boolean
            """)
    void refusesTheWrongType(String input, String text) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> create(input))
                .satisfies(e -> {
                    assertThat(e.error().code()).isEqualTo("SerializationException");
                    assertThat(e.error().message()).hasValue(text);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '`',
            textBlock =
                    """
            DATA | TEXT
            true | class java.lang.Boolean can not be converted to a Blob
            1.5 | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to a Blob
            "abc" | 'abc' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 3
            "ab_=" | 'ab_=' can not be converted to a Blob: Invalid Base64 character: '_'
            "a=bc" | 'a=bc' can not be converted to a Blob: Invalid Base64 character: '='
            "====" | '====' can not be converted to a Blob: Invalid Base64 character: '='
            "AB==" | 'AB==' can not be converted to a Blob: Invalid last non-pad Base64 character dectected
            "AAB=" | 'AAB=' can not be converted to a Blob: Invalid last non-pad Base64 character dectected
            """)
    void refusesAWrongBlob(String data, String text) {
        byte[] body = ("{\"Record\": {\"Data\": " + data + "}}").getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> JsonCodec.decode(body, PutRecordRequest::builder))
                .satisfies(e -> assertThat(e.error().message()).hasValue(text));
    }

    @Test
    void refusesOtherTypesThanStructuresForMapsAndNumbersForTimestamps() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> JsonCodec.decode(
                        "{\"EncryptionContext\": 1}".getBytes(StandardCharsets.UTF_8), EncryptRequest::builder))
                .satisfies(e -> assertThat(e.error().message()).hasValue("Expected map or null"));
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> JsonCodec.decode(
                        "{\"ValidTo\": \"2026\"}".getBytes(StandardCharsets.UTF_8), ImportKeyMaterialRequest::builder))
                .satisfies(e -> assertThat(e.error().message())
                        .hasValue("class java.lang.String can not be converted to milliseconds since epoch"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "[]",
                "1",
                "null",
                "{",
                "{}}",
                "{} {}",
                "{\"a\" 1}",
                "{'a':1}",
                "{\"a\":01}",
                "\uFEFF{}"
            })
    void refusesABodyThatIsNoObject(String body) {
        assertRefusedWithoutText(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        assertRefusedWithoutText(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
        assertRefusedWithoutText("{\"Unknown\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertRefusedWithoutText("{}".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void boundsTheDepth() {
        assertRefusedWithoutText(("{\"Unknown\":" + "[".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8));
        assertRefusedWithoutText(
                ("{\"Unknown\":" + "[".repeat(100) + "]".repeat(100) + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(create("{\"Unknown\":" + "[".repeat(99) + "]".repeat(99) + "}"))
                .isEqualTo(CreateDeliveryStreamRequest.builder().build());
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, 1",
        "-1.9, -1",
        "2147483648, 2147483647",
        "-99999999999999999999999999, -2147483648",
        "9223372036854775807, 2147483647",
        "9223372036854775808, 2147483647",
        "1e999999999, 2147483647",
        "1e-999999999, 0",
        "1.5e1, 15"
    })
    void truncatesAndClampsNumbers(String sent, int read) {
        assertThat(create(hints(sent))
                        .extendedS3DestinationConfiguration()
                        .bufferingHints()
                        .sizeInMBs())
                .isEqualTo(read);
    }

    @Test
    void readsANumberOfAMillionDigitsAtOnce() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(create(hints("9".repeat(1_000_000)))
                            .extendedS3DestinationConfiguration()
                            .bufferingHints()
                            .sizeInMBs())
                    .isEqualTo(Integer.MAX_VALUE);
            assertThat(create("{\"Unknown\": " + "9".repeat(1_000_000) + "}"))
                    .isEqualTo(CreateDeliveryStreamRequest.builder().build());
        });
    }

    @ParameterizedTest
    @CsvSource({"true, true", "'\"YES\"', true", "'\"1\"', true", "false, false", "'\"no\"', false", "'\"0\"', false"})
    void readsTruthValuesFromTexts(String sent, boolean read) {
        DeleteDeliveryStreamRequest request = (DeleteDeliveryStreamRequest) JsonCodec.decode(
                ("{\"AllowForceDelete\": " + sent + "}").getBytes(StandardCharsets.UTF_8),
                DeleteDeliveryStreamRequest::builder);

        assertThat(request.allowForceDelete()).isEqualTo(read);
    }

    @Test
    void ignoresUnknownMembersNullsAndAllButTheLastOfARepeatedOne() {
        CreateDeliveryStreamRequest request = create(
                """
                {"Unknown": {"DeliveryStreamName": ["x"]}, "DeliveryStreamName": "a", "DeliveryStreamType": null,
                 "DirectPutSourceConfiguration": {"More": [1, {"a": {}}], "ThroughputHintInMBs": 3},
                 "DeliveryStreamName": "b"}""");

        assertThat(request)
                .isEqualTo(CreateDeliveryStreamRequest.builder()
                        .deliveryStreamName("b")
                        .directPutSourceConfiguration(c -> c.throughputHintInMBs(3))
                        .build());
    }

    @Test
    void readsBackWhatItWrites() {
        CreateDeliveryStreamRequest request = CreateDeliveryStreamRequest.builder()
                .deliveryStreamName("orders é \uD83D\uDE00 \"\\\n")
                .tags(
                        Tag.builder().key("k").value("v").build(),
                        Tag.builder().key("l").build())
                .extendedS3DestinationConfiguration(c -> c.roleARN("r")
                        .bufferingHints(h -> h.sizeInMBs(5).intervalInSeconds(60))
                        .cloudWatchLoggingOptions(o -> o.enabled(true).logGroupName("g"))
                        .dataFormatConversionConfiguration(d -> d.inputFormatConfiguration(i -> i.deserializer(
                                        s -> s.openXJsonSerDe(o -> o.columnToJsonKeyMappings(Map.of("a", "b")))))
                                .outputFormatConfiguration(o -> o.serializer(s ->
                                        s.orcSerDe(x -> x.paddingTolerance(0.25).bloomFilterColumns("x", "y"))))))
                .build();

        assertThat(create(new String(JsonCodec.encode(request), StandardCharsets.UTF_8)))
                .isEqualTo(request);
    }

    @Test
    void readsBackBlobs() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        PutRecordBatchRequest request = PutRecordBatchRequest.builder()
                .records(record(every), record(new byte[0]))
                .build();

        assertThat(JsonCodec.decode(JsonCodec.encode(request), PutRecordBatchRequest::builder))
                .isEqualTo(request);
    }

    @Test
    void writesMembersInAlphabeticalOrderAndLeavesAbsentOnesOut() {
        DeliveryStreamDescription description = DeliveryStreamDescription.builder()
                .versionId("1")
                .deliveryStreamName("s")
                .createTimestamp(Instant.ofEpochMilli(1600711345120L))
                .lastUpdateTimestamp(Instant.ofEpochSecond(1690365000L))
                .hasMoreDestinations(false)
                .build();

        assertThat(new String(JsonCodec.encode(description), StandardCharsets.UTF_8))
                .isEqualTo("{\"CreateTimestamp\":1600711345.12,\"DeliveryStreamName\":\"s\","
                        + "\"HasMoreDestinations\":false,\"LastUpdateTimestamp\":1690365000,\"VersionId\":\"1\"}");
    }

    @Test
    void writesEmptyListsOnlyWhenTheyWereSet() {
        assertThat(new String(
                        JsonCodec.encode(ListDeliveryStreamsResponse.builder()
                                .deliveryStreamNames(List.of())
                                .hasMoreDeliveryStreams(false)
                                .build()),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"DeliveryStreamNames\":[],\"HasMoreDeliveryStreams\":false}");
        assertThat(JsonCodec.encode(ListDeliveryStreamsResponse.builder().build()))
                .asString()
                .isEqualTo("{}");
        assertThat(JsonCodec.encode(TagDeliveryStreamResponse.builder().build()))
                .asString()
                .isEqualTo("{}");
        assertThat(JsonCodec.decode(
                        "{\"Tags\":[]}".getBytes(StandardCharsets.UTF_8), TagDeliveryStreamRequest::builder))
                .isEqualTo(TagDeliveryStreamRequest.builder().tags(List.of()).build());
    }
}
