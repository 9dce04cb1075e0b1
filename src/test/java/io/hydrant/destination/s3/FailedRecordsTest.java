package io.hydrant.destination.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.RecordErrors;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.s3.Buckets.FakeStore;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;
import org.junit.jupiter.api.Test;

import static io.hydrant.destination.s3.Buckets.ORIGIN;
import static io.hydrant.destination.s3.Buckets.batch;
import static io.hydrant.destination.s3.Buckets.bucket;
import static io.hydrant.destination.s3.Buckets.bytes;
import static io.hydrant.destination.s3.Buckets.means;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FailedRecordsTest {
    private static final Destination.Failure FAILURE = new Destination.Failure(
            "HttpEndpoint.DestinationException",
            "It said \"no\" \\ twice,\n\t\r\u0001 grüßend",
            5,
            Instant.parse("2026-02-03T23:10:00.5Z"));

    private final FakeStore store = new FakeStore();

    @Test
    void writesALineForEachRecordWithTheDocumentedFieldsInTheirOrder() {
        destination(bucket()).begin().attempt(batch("{\"a\":1}", ""));

        String object = new String(bytes(store.objects.get(0)), UTF_8);
        assertThat(object)
                .isEqualTo("{\"attemptsMade\":5,\"arrivalTimestamp\":1770159906789,"
                        + "\"errorCode\":\"HttpEndpoint.DestinationException\","
                        + "\"errorMessage\":\"It said \\\"no\\\" \\\\ twice,\\n\\t\\r\\u0001 grüßend\","
                        + "\"attemptEndingTimestamp\":1770160200500,\"rawData\":\"eyJhIjoxfQ==\","
                        + "\"subsequenceNumber\":null,\"dataId\":null}\n"
                        + "{\"attemptsMade\":5,\"arrivalTimestamp\":1770159907789,"
                        + "\"errorCode\":\"HttpEndpoint.DestinationException\","
                        + "\"errorMessage\":\"It said \\\"no\\\" \\\\ twice,\\n\\t\\r\\u0001 grüßend\","
                        + "\"attemptEndingTimestamp\":1770160200500,\"rawData\":\"\","
                        + "\"subsequenceNumber\":null,\"dataId\":null}\n");
    }

    @Test
    void writesTheErrorOfARecordThatHasOneAndWhatItsDestinationKnowsOfIt() {
        Destination.Failure failure = new Destination.Failure(
                "503",
                "all",
                2,
                FAILURE.lastAttempt(),
                RecordErrors.of(Map.of(1, new RecordErrors.RecordError("400", "one \"alone\""))));
        LineMembers members = new LineMembers() {
            @Override
            public String beforeData(RecordBatch batch, int position, Instant arrival) {
                return ",\"before\":" + position;
            }

            @Override
            public String afterData(RecordBatch batch, int position, Instant arrival) {
                return ",\"after\":" + arrival.toEpochMilli();
            }
        };

        new FailedRecords(bucket(), "x-failed", members, failure, ORIGIN, means(store))
                .begin()
                .attempt(batch("a", "b"));

        assertThat(new String(bytes(store.objects.get(0)), UTF_8))
                .isEqualTo("{\"attemptsMade\":2,\"arrivalTimestamp\":1770159906789,"
                        + "\"errorCode\":\"503\",\"errorMessage\":\"all\","
                        + "\"attemptEndingTimestamp\":1770160200500,\"before\":0,\"rawData\":\"YQ==\","
                        + "\"after\":1770159906789}\n"
                        + "{\"attemptsMade\":2,\"arrivalTimestamp\":1770159907789,"
                        + "\"errorCode\":\"400\",\"errorMessage\":\"one \\\"alone\\\"\","
                        + "\"attemptEndingTimestamp\":1770160200500,\"before\":1,\"rawData\":\"Yg==\","
                        + "\"after\":1770159907789}\n");
    }

    @Test
    void canBeReadAsJsonAndGivesTheBytesBack() throws IOException {
        String[] records = new String[500];
        for (int i = 0; i < records.length; i++) {
            records[i] = "record " + i + " ü".repeat(i * 10);
        }

        destination(bucket(CompressionFormat.GZIP)).begin().attempt(batch(records));

        byte[] object = new GZIPInputStream(new ByteArrayInputStream(bytes(store.objects.get(0)))).readAllBytes();
        List<String> read = new ArrayList<>();
        for (String line : new String(object, UTF_8).split("\n", 0)) {
            JsonNode json = new ObjectMapper().readTree(line);
            assertThat(json.get("errorMessage").asText()).isEqualTo(FAILURE.message());
            read.add(new String(Base64.getDecoder().decode(json.get("rawData").asText()), UTF_8));
        }
        assertThat(read).containsExactly(records);
    }

    @Test
    void takesTheCompressionAndTheErrorPrefixOfTheBackup() {
        S3Bucket bucket =
                bucket("in/", "e/!{firehose:error-output-type}/", CompressionFormat.GZIP, null, ZoneOffset.UTC);

        DeliveryResult outcome = destination(bucket).begin().attempt(batch("a"));

        assertThat(store.objects).singleElement().satisfies(object -> {
            assertThat(object.key())
                    .startsWith("e/http-endpoint-failed/orders-7-2026-02-03-23-05-06-")
                    .endsWith(".gz");
            assertThat(object.contentEncoding()).contains("gzip");
            assertThat(object.contentType()).isEqualTo("application/octet-stream");
        });
        assertThat(outcome)
                .isEqualTo(new DeliveryResult.Delivered(
                        "s3://lake/" + store.attempted.get(0),
                        store.objects.get(0).body().length()));
    }

    @Test
    void takesTheTimeOfTheOldestRecordThatIsInTheObject() {
        destination(bucket())
                .begin()
                .attempt(batch("delivered", "lost", "delivered").only(RecordSet.of(3, 1)));

        assertThat(store.attempted.get(0)).contains("orders-7-2026-02-03-23-05-07-");
        assertThat(new String(bytes(store.objects.get(0)), UTF_8))
                .hasLineCount(1)
                .contains("\"arrivalTimestamp\":1770159907789,");
    }

    @Test
    void isTriedAgainForADayUnderTheSameKey() {
        store.refuse("NoSuchBucket", 404);
        Destination destination = destination(bucket());
        Transfer transfer = destination.begin();

        DeliveryResult first = transfer.attempt(batch("a"));
        DeliveryResult second = transfer.attempt(batch("a"));

        assertThat(first).isInstanceOfSatisfying(DeliveryResult.Failed.class, failed -> {
            assertThat(failed.next()).isEqualTo(DeliveryResult.Next.RETRY);
            assertThat(failed.message()).startsWith("The bucket for failed records lake does not exist");
        });
        assertThat(second).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(store.attempted.get(0)).isEqualTo(store.attempted.get(1));
        assertThat(destination.retryFor()).isEqualTo(Duration.ofHours(24));
    }

    private Destination destination(S3Bucket bucket) {
        return new FailedRecords(
                bucket,
                "http-endpoint-failed",
                LineMembers.last(",\"subsequenceNumber\":null,\"dataId\":null"),
                FAILURE,
                ORIGIN,
                means(store));
    }
}
