package io.hydrant.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.HttpEndpointDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.HttpEndpointS3BackupMode;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3BackupMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What was acknowledged arrives, in the shape that AWS gives it. */
class DeliveryIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/delivery";
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private Hydrant hydrant;
    private ClientsOf clients;
    private Workbench bench;

    @BeforeEach
    void start() {
        open(Map.of());
    }

    private void open(Map<String, String> settings) {
        hydrant = Hydrant.start(settings);
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        bench = new Workbench(hydrant, clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    private void toBucket(String stream, String bucket, Consumer<ExtendedS3DestinationConfiguration.Builder> change) {
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(stream).extendedS3DestinationConfiguration(c -> {
                    c.roleARN(ROLE).bucketARN("arn:aws:s3:::" + bucket);
                    change.accept(c);
                }));
    }

    private void toEndpoint(
            String stream, HttpReceiver receiver, Consumer<HttpEndpointDestinationConfiguration.Builder> change) {
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(stream).httpEndpointDestinationConfiguration(c -> {
                    c.endpointConfiguration(e ->
                                    e.url(receiver.url("/records").toString()).accessKey("secret-word"))
                            .s3Configuration(s -> s.roleARN(ROLE).bucketARN("arn:aws:s3:::" + stream));
                    change.accept(c);
                }));
    }

    private PutRecordBatchResponse put(String stream, List<String> records) {
        return clients.firehose.putRecordBatch(r -> r.deliveryStreamName(stream)
                .records(records.stream()
                        .map(text -> Record.builder()
                                .data(SdkBytes.fromUtf8String(text))
                                .build())
                        .toList()));
    }

    private List<S3Object> objects(String bucket) {
        return clients.s3.listObjectsV2(r -> r.bucket(bucket)).contents();
    }

    private String text(String bucket, String key) {
        return clients.s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    private String onlyText(String bucket) {
        assertThat(objects(bucket)).hasSize(1);
        return text(bucket, objects(bucket).get(0).key());
    }

    private List<JsonNode> ledger(String stream) {
        List<JsonNode> deliveries = new ArrayList<>();
        Workbench.json(hydrant.control().deliveries(stream)).path("deliveries").forEach(deliveries::add);
        return deliveries;
    }

    private List<String> outcomes(String stream) {
        return ledger(stream).stream().map(d -> d.path("outcome").asText()).toList();
    }

    @Test
    void aThousandEncryptedRecordsArriveAsOneObject() throws IOException {
        clients.s3.createBucket(r -> r.bucket("lake"));
        toBucket("orders", "lake", c -> c.compressionFormat(CompressionFormat.GZIP));
        bench.start("orders", bench.key());
        bench.settle();
        List<String> lines = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"order\":" + i + "}\n")
                .toList();
        assertThat(put("orders", lines.subList(0, 500)).encrypted()).isTrue();
        bench.advance(Duration.ofSeconds(1));
        assertThat(put("orders", lines.subList(500, 1_000)).failedPutCount()).isZero();

        bench.advance(INTERVAL.minusSeconds(2));
        assertThat(objects("lake")).isEmpty();
        bench.advance(Duration.ofSeconds(1));

        S3Object object = objects("lake").get(0);
        assertThat(objects("lake")).hasSize(1);
        assertThat(object.key())
                .matches("\\d{4}/\\d\\d/\\d\\d/\\d\\d/orders-1(-\\d{2,4}){6}-[0-9a-f-]{36}\\.gz")
                .doesNotContain("//");
        GetObjectResponse head = clients.s3
                .getObjectAsBytes(r -> r.bucket("lake").key(object.key()))
                .response();
        assertThat(head.contentType()).isEqualTo("application/octet-stream");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        byte[] zipped = clients.s3
                .getObjectAsBytes(r -> r.bucket("lake").key(object.key()))
                .asByteArray();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(String.join("", lines));
        }
        assertThat(outcomes("orders")).containsExactly("DELIVERED");
        assertThat(bench.inside("orders").at("/buffer/records").asInt()).isZero();
        assertThat(hydrant.control().metrics())
                .contains("firehose_delivery_to_s3_records_total{account=\"000000000000\"");
        assertThat(Workbench.json(hydrant.control().clock()).path("pending")).isEmpty();
    }

    @Test
    void aFullBufferIsDeliveredWithoutTheClock() {
        clients.s3.createBucket(r -> r.bucket("full"));
        toBucket("full", "full", c -> c.bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(900)));
        put("full", List.of("a".repeat(1_000_000)));
        assertThat(objects("full")).isEmpty();
        put("full", List.of("b".repeat(48_576)));
        hydrant.control().awaitDelivered("full", 2, Duration.ofMinutes(1));

        assertThat(onlyText("full")).hasSize(1_048_576);
    }

    @Test
    void theOldKeysGrantIsRetiredWhenItsLastRecordIsDelivered() {
        clients.s3.createBucket(r -> r.bucket("keys"));
        toBucket("keys", "keys", c -> {});
        String first = bench.key();
        String second = bench.key();
        bench.start("keys", first);
        bench.settle();
        put("keys", List.of("under the first"));
        bench.start("keys", second);
        bench.settle();
        put("keys", List.of("under the second"));
        assertThat(bench.grants(first)).hasSize(1);

        bench.advance(INTERVAL);
        assertThat(onlyText("keys")).isEqualTo("under the firstunder the second");
        assertThat(bench.grants(first)).isEmpty();
        assertThat(bench.grants(second)).hasSize(1);
    }

    @Test
    void sealedRecordsWaitForTheirKey() {
        clients.s3.createBucket(r -> r.bucket("wait"));
        toBucket("wait", "wait", c -> {});
        String key = bench.key();
        bench.start("wait", key);
        bench.settle();
        put("wait", List.of("sealed"));
        clients.kms.disableKey(r -> r.keyId(key));
        bench.advance(Duration.ofHours(20));
        assertThat(objects("wait")).isEmpty();
        assertThat(ledger("wait").get(0).path("errorCode").asText()).isEqualTo("KMSKeyDisabled");
        assertThat(metric("firehose_kms_key_disabled_total", "wait"))
                .isEqualTo(ledger("wait").size());
        assertThat(metric("firehose_kms_key_not_found_total", "wait")).isZero();

        clients.kms.enableKey(r -> r.keyId(key));
        bench.advance(Duration.ofMinutes(5));
        assertThat(onlyText("wait")).isEqualTo("sealed");
    }

    private double metric(String name, String stream) {
        return hydrant.control()
                .metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("\"" + stream + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void sealedRecordsAreDroppedAfterADayWithoutTheirKey() {
        clients.s3.createBucket(r -> r.bucket("lost"));
        toBucket("lost", "lost", c -> {});
        String key = bench.key();
        bench.start("lost", key);
        bench.settle();
        put("lost", List.of("sealed"));
        clients.kms.disableKey(r -> r.keyId(key));
        bench.advance(Duration.ofDays(1));
        clients.kms.enableKey(r -> r.keyId(key));
        bench.advance(Duration.ofHours(1));

        assertThat(objects("lost")).isEmpty();
        assertThat(outcomes("lost")).endsWith("DROPPED");
        assertThat(bench.events("lost", "RecordsExpired")).hasSize(1);
        assertThat(bench.inside("lost").at("/buffer/records").asInt()).isZero();
    }

    @Test
    void nothingBufferedArrivesAfterADelete() {
        clients.s3.createBucket(r -> r.bucket("gone"));
        toBucket("gone", "gone", c -> {});
        put("gone", List.of("a"));
        clients.firehose.deleteDeliveryStream(r -> r.deliveryStreamName("gone"));
        bench.advance(Duration.ofHours(1));

        assertThat(objects("gone")).isEmpty();
        assertThat(ledger("gone")).isEmpty();
    }

    @Test
    void anUpdateDoesNotFlushAndTheKeyCarriesTheNewVersion() {
        clients.s3.createBucket(r -> r.bucket("old"));
        clients.s3.createBucket(r -> r.bucket("new"));
        toBucket("moved", "old", c -> {});
        put("moved", List.of("a"));
        clients.firehose.updateDestination(r -> r.deliveryStreamName("moved")
                .currentDeliveryStreamVersionId("1")
                .destinationId("destinationId-000000000001")
                .extendedS3DestinationUpdate(
                        u -> u.bucketARN("arn:aws:s3:::new").prefix("in/")));
        assertThat(ledger("moved")).isEmpty();
        bench.advance(INTERVAL);

        assertThat(objects("old")).isEmpty();
        assertThat(objects("new").get(0).key()).startsWith("in/").contains("/moved-2-");
    }

    @Test
    void aMissingBucketIsRetriedAndTold() {
        toBucket(
                "early",
                "later",
                c -> c.cloudWatchLoggingOptions(
                        o -> o.enabled(true).logGroupName("/firehose").logStreamName("delivery")));
        put("early", List.of("a"));
        bench.advance(INTERVAL);
        assertThat(ledger("early").get(0).path("errorCode").asText()).isEqualTo("S3.NoSuchBucket");
        JsonNode entry = bench.events("early", "CloudWatchLog").get(0);
        assertThat(entry.path("logGroup").asText()).isEqualTo("/firehose");
        assertThat(entry.at("/message/errorCode").asText()).isEqualTo("S3.NoSuchBucket");

        clients.s3.createBucket(r -> r.bucket("later"));
        bench.advance(Duration.ofMinutes(3));
        assertThat(onlyText("later")).isEqualTo("a");
    }

    @Test
    void sourceRecordsAreBackedUpWithHintsOfTheirOwn() {
        clients.s3.createBucket(r -> r.bucket("main"));
        clients.s3.createBucket(r -> r.bucket("backup"));
        toBucket("twice", "main", c -> c.bufferingHints(h -> h.sizeInMBs(5).intervalInSeconds(60))
                .s3BackupMode(S3BackupMode.ENABLED)
                .s3BackupConfiguration(b -> b.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::backup")
                        .prefix("copy/")
                        .bufferingHints(h -> h.sizeInMBs(5).intervalInSeconds(120))));
        put("twice", List.of("a", "b"));
        bench.advance(Duration.ofMinutes(1));
        assertThat(onlyText("main")).isEqualTo("ab");
        assertThat(objects("backup")).isEmpty();

        bench.advance(Duration.ofMinutes(1));
        assertThat(onlyText("backup")).isEqualTo("ab");
        assertThat(objects("backup").get(0).key()).startsWith("copy/");
    }

    @Test
    void theBoundOfAllBuffersHoldsWhileADestinationIsDown() {
        stop();
        open(Map.of("HYDRANT_BUFFER_BYTES", "5000320"));
        toBucket("bound", "missing", c -> c.bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(900)));
        int acknowledged = 0;
        for (int i = 0; i < 20; i++) {
            PutRecordBatchResponse answer = put("bound", List.of("x".repeat(500_000), "y".repeat(500_000)));
            acknowledged += 2 - answer.failedPutCount();
            answer.requestResponses().stream()
                    .filter(r -> r.errorCode() != null)
                    .forEach(r -> assertThat(r.errorMessage()).isEqualTo("Slow down."));
        }
        assertThat(acknowledged).isEqualTo(10);
        assertThat(bench.inside("bound").at("/buffer/bytes").asLong()).isEqualTo(5_000_000);

        clients.s3.createBucket(r -> r.bucket("missing"));
        hydrant.control().flush("bound");
        assertThat(objects("missing").stream().mapToLong(S3Object::size).sum()).isEqualTo(5_000_000);
        assertThat(put("bound", List.of("x".repeat(500_000))).failedPutCount()).isZero();
    }

    @Test
    void anEndpointGetsWhatWasPutAndTheLedgerShowsEachAttempt() throws InterruptedException {
        try (HttpReceiver receiver = HttpReceiver.start()) {
            clients.s3.createBucket(r -> r.bucket("web"));
            toEndpoint("web", receiver, c -> c.retryOptions(o -> o.durationInSeconds(60)));
            receiver.then(HttpReceiver.status(500), HttpReceiver.ok());
            put("web", List.of("a", "b"));
            bench.advance(INTERVAL.plusSeconds(5));

            assertThat(outcomes("web")).containsExactly("RETRYING", "DELIVERED");
            HttpReceiver.Received first = receiver.next();
            HttpReceiver.Received second = receiver.next();
            assertThat(second.records()).containsExactly("a", "b");
            assertThat(second.requestId()).isEqualTo(first.requestId());
            assertThat(second.header("X-Amz-Firehose-Access-Key")).isEqualTo("secret-word");
            assertThat(hydrant.control().deliveries("web")).doesNotContain("secret-word");
            assertThat(objects("web")).isEmpty();
        }
    }

    @Test
    void anEndpointThatHangsEndsInTheErrorOutput() {
        try (HttpReceiver receiver = HttpReceiver.start()) {
            clients.s3.createBucket(r -> r.bucket("hang"));
            toEndpoint("hang", receiver, c -> c.retryOptions(o -> o.durationInSeconds(0)));
            receiver.then(HttpReceiver.hang());
            put("hang", List.of("a"));
            bench.advance(INTERVAL.plusMinutes(4));

            assertThat(ledger("hang").get(0).path("errorCode").asText()).isEqualTo("HttpEndpoint.RequestTimeout");
            assertThat(outcomes("hang")).containsExactly("GIVEN_UP", "DELIVERED");
            assertThat(objects("hang").get(0).key()).startsWith("http-endpoint-failed/");
            assertThat(Workbench.json(onlyText("hang")).path("rawData").asText())
                    .isEqualTo("YQ==");
        }
    }

    @Test
    void allDataOfAnEndpointIsBackedUp() throws InterruptedException {
        try (HttpReceiver receiver = HttpReceiver.start()) {
            clients.s3.createBucket(r -> r.bucket("all"));
            toEndpoint("all", receiver, c -> c.s3BackupMode(HttpEndpointS3BackupMode.ALL_DATA));
            receiver.then(HttpReceiver.ok());
            put("all", List.of("a"));
            bench.advance(INTERVAL);

            assertThat(receiver.next().records()).containsExactly("a");
            assertThat(onlyText("all")).isEqualTo("a");
        }
    }

    @Test
    void awaitingTooManyRecordsTellsHowManyThereAre() {
        clients.s3.createBucket(r -> r.bucket("few"));
        toBucket("few", "few", c -> {});
        put("few", List.of("a"));
        hydrant.control().flush();

        IllegalStateException refused = catchThrowableOfType(
                IllegalStateException.class, () -> hydrant.control().awaitDelivered("few", 2, Duration.ofMillis(50)));
        assertThat(refused).hasMessageContaining("408").hasMessageContaining("Of 2 records 1 have been delivered");
    }

    @Test
    void anotherAccountsBucketIsNotSeen() {
        try (ClientsOf other = ClientsOf.account(hydrant, "111122223333", "us-east-1")) {
            other.s3.createBucket(r -> r.bucket("theirs"));
            toBucket("mine", "theirs", c -> {});
            put("mine", List.of("a"));
            hydrant.control().flush("mine");

            assertThat(outcomes("mine")).containsExactly("RETRYING");
            assertThat(other.s3.listObjectsV2(r -> r.bucket("theirs")).contents())
                    .isEmpty();
            assertThat(catchThrowableOfType(
                                    SdkServiceException.class, () -> clients.s3.headBucket(r -> r.bucket("theirs")))
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
