package io.hydrant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.hydrant.config.Settings;
import io.hydrant.store.jdbc.DataFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;
import software.amazon.awssdk.services.s3.model.S3Object;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records in a data folder: what was acknowledged is delivered after a start, however the process before has ended. */
class DurableRecordsIT {
    private final RestartedServer server;
    private @Nullable RefusingStore store;

    DurableRecordsIT(@TempDir Path folders) {
        server = new RestartedServer(folders, this::start);
    }

    private Hydrant start(Path data) {
        Map<String, String> settings =
                Map.of("HYDRANT_S3_DIR", data.resolve("s3").toString());
        return Hydrant.start(
                ((Settings.Result.Run) Settings.parse(settings, List.of("--port", "0"))).config(), codec -> {
                    RefusingStore opened =
                            new RefusingStore(DataFolder.opener(data).open(codec));
                    store = opened;
                    return opened;
                });
    }

    @BeforeEach
    void start() {
        server.startFrozen();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A client that tries once. */
    private FirehoseClient firehose() {
        return server.client(
                FirehoseClient.class,
                () -> server.client(FirehoseClient.builder()
                        .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))));
    }

    private void createStream(String name) {
        server.s3().createBucket(r -> r.bucket(name));
        firehose().createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::" + name)
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .bufferingHints(h -> h.sizeInMBs(5).intervalInSeconds(60))));
    }

    private void put(String stream, String text) {
        firehose().putRecord(r -> r.deliveryStreamName(stream).record(d -> d.data(SdkBytes.fromUtf8String(text))));
    }

    private List<String> objects(String bucket) {
        return server.s3().listObjectsV2(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String delivered(String bucket) {
        StringBuilder all = new StringBuilder();
        for (String key : objects(bucket)) {
            all.append(
                    server.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String());
        }
        return all.toString();
    }

    /** They are so many that their rows have been joined. */
    @ParameterizedTest
    @EnumSource
    void manySmallPutsAreDeliveredInTheirOrderAfterAStart(RestartedServer.End end) {
        createStream("orders");
        createStream("others");
        StringBuilder put = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String text = i + "x".repeat(30_000) + ";";
            put("orders", text);
            put("others", "-");
            put.append(text);
        }

        server.restart(end);
        server.control().advance(Duration.ofSeconds(1)); // objects are listed by the second of their making
        put("orders", "last");
        server.control().flush("orders");
        server.control().flush("others");

        assertThat(delivered("orders")).isEqualTo(put + "last");
        assertThat(delivered("others")).isEqualTo("-".repeat(60));
    }

    @ParameterizedTest
    @EnumSource
    void acknowledgedRecordsAreDeliveredAfterAStart(RestartedServer.End end) {
        createStream("orders");
        IntStream.range(0, 20).forEach(i -> put("orders", i + ";"));
        firehose().putRecordBatch(r -> r.deliveryStreamName("orders")
                .records(IntStream.range(20, 30)
                        .mapToObj(i -> Record.builder()
                                .data(SdkBytes.fromUtf8String(i + ";"))
                                .build())
                        .toList()));
        assertThat(objects("orders")).isEmpty();

        server.restart(end);
        put("orders", "30;");
        server.control().advance(Duration.ofSeconds(60));

        String text = delivered("orders");
        assertThat(text.split(";"))
                .containsExactlyInAnyOrder(
                        IntStream.rangeClosed(0, 30).mapToObj(String::valueOf).toArray(String[]::new));
        assertThat(objects("orders"))
                .hasSize(end == RestartedServer.End.CLOSED ? 2 : 1); // a server that is closed delivers first

        server.restart(end);
        server.control().advance(Duration.ofMinutes(10));
        assertThat(delivered("orders")).isEqualTo(text);
    }

    @Test
    void aGrantStaysUntilManySmallPutsThatNeedItAreDelivered() {
        createStream("orders");
        String key = server.kms().createKey().keyMetadata().arn();
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        server.control().advance(Duration.ofSeconds(10));
        StringBuilder put = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String text = i + "x".repeat(30_000) + ";";
            put("orders", text);
            put.append(text);
        }
        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
        server.control().advance(Duration.ofSeconds(10));

        server.restart(RestartedServer.End.KILLED);
        assertThat(server.kms().listGrants(r -> r.keyId(key)).grants()).hasSize(1);
        server.control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo(put.toString());
        assertThat(server.kms().listGrants(r -> r.keyId(key)).grants()).isEmpty();
    }

    @Test
    void recordsOfAnEncryptedStreamLieSealedInTheFolderAndAreDelivered() throws IOException {
        createStream("orders");
        String key = server.kms().createKey().keyMetadata().arn();
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        server.control().advance(Duration.ofSeconds(10));
        put("orders", "a marker that is long enough;");
        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
        server.control().advance(Duration.ofSeconds(10));
        assertThat(server.kms().listGrants(r -> r.keyId(key)).grants()).hasSize(1);

        server.restart(RestartedServer.End.KILLED);
        String state = new String(Files.readAllBytes(server.folder().resolve("state.mv.db")), ISO_8859_1);
        assertThat(state).doesNotContain("a marker that is long enough");
        assertThat(server.kms().listGrants(r -> r.keyId(key)).grants()).hasSize(1);
        server.control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo("a marker that is long enough;");
        assertThat(server.kms().listGrants(r -> r.keyId(key)).grants()).isEmpty();
    }

    @Test
    void recordsOfADeletedStreamAreGone() {
        createStream("orders");
        put("orders", "old;");
        firehose().deleteDeliveryStream(r -> r.deliveryStreamName("orders"));
        server.control().advance(Duration.ofSeconds(10));
        createStream("orders2");
        firehose().createDeliveryStream(r -> r.deliveryStreamName("orders")
                .extendedS3DestinationConfiguration(
                        c -> c.bucketARN("arn:aws:s3:::orders2").roleARN("arn:aws:iam::000000000000:role/delivery")));
        put("orders", "new;");

        server.restart(RestartedServer.End.KILLED);
        server.control().advance(Duration.ofMinutes(10));

        assertThat(delivered("orders2")).isEqualTo("new;");
    }

    @Test
    void recordsThatHaveWaitedFor24HoursAreLost() {
        createStream("orders");
        server.s3().deleteBucket(r -> r.bucket("orders"));
        put("orders", "old;");
        server.control().advance(Duration.ofHours(23));

        server.restart(RestartedServer.End.KILLED);
        server.control().advance(Duration.ofMinutes(59));
        put("orders", "new;");
        server.control().advance(Duration.ofMinutes(2));
        server.s3().createBucket(r -> r.bucket("orders"));
        server.control().advance(Duration.ofHours(2));

        assertThat(delivered("orders")).isEqualTo("new;");
    }

    private void refuse(boolean now) {
        Objects.requireNonNull(store).refuse(now);
    }

    @Test
    void aPutThatDoesNotComeToDiskIsAnsweredSlowDown() {
        createStream("orders");
        String before = server.control().stream("orders");
        refuse(true);
        assertThatThrownBy(() -> put("orders", "lost;"))
                .isInstanceOfSatisfying(ServiceUnavailableException.class, refused -> assertThat(
                                refused.awsErrorDetails())
                        .satisfies(error -> assertThat(error.errorMessage()).isEqualTo("Slow down.")));
        assertThatThrownBy(() -> firehose()
                        .putRecordBatch(r -> r.deliveryStreamName("orders").records(List.of(recordOf("lost;")))))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(server.control().stream("orders")).isEqualTo(before);
        refuse(false);
        put("orders", "kept;");
        server.control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo("kept;");
    }

    @Test
    void aBatchThatDoesNotComeToDiskIsNotSentBeforeItDoes() {
        createStream("orders");
        put("orders", "kept;");
        refuse(true);
        server.control().advance(Duration.ofSeconds(60));
        assertThat(objects("orders")).isEmpty();
        refuse(false);
        server.control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo("kept;");
    }

    @ParameterizedTest
    @EnumSource
    void aBatchGoesOnWithItsRetriesAndItsKey(RestartedServer.End end) {
        createStream("orders");
        put("orders", "kept;");
        server.s3().deleteBucket(r -> r.bucket("orders"));
        server.control().advance(Duration.ofMinutes(30));
        String attempts = server.control().deliveries("orders");
        Matcher location = Pattern.compile("s3://orders/([^\"]+)").matcher(attempts);
        assertThat(location.find()).isTrue();

        server.restart(end);
        server.s3().createBucket(r -> r.bucket("orders"));
        server.control().advance(Duration.ofMinutes(3));

        assertThat(delivered("orders")).isEqualTo("kept;");
        assertThat(objects("orders")).containsExactly(location.group(1));
    }

    private static Record recordOf(String text) {
        return Record.builder().data(SdkBytes.fromUtf8String(text)).build();
    }

    private static Processor extraction() {
        return Processor.builder()
                .type(ProcessorType.METADATA_EXTRACTION)
                .parameters(List.of(
                        parameter(ProcessorParameterName.METADATA_EXTRACTION_QUERY, "{c:.c}"),
                        parameter(ProcessorParameterName.JSON_PARSING_ENGINE, "JQ-1.6")))
                .build();
    }

    private static ProcessorParameter parameter(ProcessorParameterName name, String value) {
        return ProcessorParameter.builder()
                .parameterName(name)
                .parameterValue(value)
                .build();
    }

    private void createPartitionedStream() {
        server.s3().createBucket(r -> r.bucket("parts"));
        firehose().createDeliveryStream(r -> r.deliveryStreamName("parts")
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::parts")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .prefix("c=!{partitionKeyFromQuery:c}/")
                        .errorOutputPrefix("failed/")
                        .bufferingHints(h -> h.sizeInMBs(64).intervalInSeconds(60))
                        .dynamicPartitioningConfiguration(d -> d.enabled(true))
                        .processingConfiguration(p -> p.enabled(true).processors(extraction()))));
    }

    @Test
    void processedRecordsOfAnEncryptedStreamLieSealedInTheFolder() throws IOException {
        createPartitionedStream();
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("parts"));
        server.control().advance(Duration.ofSeconds(10));
        put("parts", "{\"c\":\"x\",\"text\":\"a marker that is long enough\"}");
        put("parts", "a marker that is long enough, and no json");
        server.control().advance(Duration.ofSeconds(1)); // they are processed at once
        assertThat(objects("parts")).isEmpty();

        server.restart(RestartedServer.End.KILLED);
        String state = new String(Files.readAllBytes(server.folder().resolve("state.mv.db")), ISO_8859_1);
        assertThat(state).doesNotContain("a marker that is long enough");
        server.control().advance(Duration.ofMinutes(5));
        assertThat(delivered("parts")).contains("a marker that is long enough");
    }

    @ParameterizedTest
    @EnumSource
    void recordsOfPartitionsComeToTheirOwnObjects(RestartedServer.End end) {
        createPartitionedStream();
        put("parts", "{\"c\":\"a b|&=ü\"}");
        put("parts", "{\"c\":\"x\"}");
        put("parts", "no json");
        server.control().advance(Duration.ofSeconds(1)); // they are processed at once
        assertThat(objects("parts")).isEmpty();

        server.restart(end);
        server.control().advance(Duration.ofMinutes(5));

        assertThat(objects("parts")).hasSize(3);
        assertThat(objects("parts").stream().map(key -> key.substring(0, key.lastIndexOf("parts-"))))
                .anyMatch(prefix -> prefix.equals("c=a b|&=ü/"))
                .anyMatch(prefix -> prefix.equals("c=x/"))
                .anyMatch(prefix -> prefix.startsWith("failed/"));
    }
}
