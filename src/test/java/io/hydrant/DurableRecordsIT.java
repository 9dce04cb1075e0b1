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
import java.util.stream.Stream;

import io.hydrant.config.Settings;
import io.hydrant.store.jdbc.DataFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records in a data folder: what was acknowledged is delivered after a start, however the process before has ended. */
class DurableRecordsIT {
    /** How a server ends. A killed one leaves what its files held at that moment. */
    enum End {
        CLOSED,
        KILLED
    }

    private final Path folders;
    private int starts;
    private @Nullable Server running;
    private @Nullable RefusingStore store;

    private record Server(Path folder, Hydrant hydrant, FirehoseClient firehose, KmsClient kms, S3Client s3) {}

    DurableRecordsIT(@TempDir Path folders) {
        this.folders = folders;
    }

    private void start(Path data) {
        Map<String, String> settings =
                Map.of("HYDRANT_S3_DIR", data.resolve("s3").toString());
        Hydrant hydrant = Hydrant.start(
                ((Settings.Result.Run) Settings.parse(settings, List.of("--port", "0"))).config(), codec -> {
                    RefusingStore opened =
                            new RefusingStore(DataFolder.opener(data).open(codec));
                    store = opened;
                    return opened;
                });
        running = new Server(
                data,
                hydrant,
                client(hydrant, FirehoseClient.builder()),
                client(hydrant, KmsClient.builder()),
                client(hydrant, S3Client.builder().forcePathStyle(true)));
    }

    private Server server() {
        return Objects.requireNonNull(running);
    }

    private FirehoseClient firehose() {
        return server().firehose();
    }

    private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            Hydrant hydrant, B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private void startFrozen() {
        start(folders.resolve("data"));
        server().hydrant().control().freeze(true);
    }

    private void restart(End end) {
        Path next = server().folder();
        if (end == End.KILLED) {
            next = folders.resolve("data" + ++starts);
            copyTo(next);
        }
        stop();
        start(next);
    }

    private void copyTo(Path next) {
        try (Stream<Path> all = Files.walk(server().folder())) {
            for (Path each : all.filter(file -> !file.endsWith("lock")).toList()) {
                Files.copy(each, next.resolve(server().folder().relativize(each)));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        if (running != null) {
            firehose().close();
            server().kms().close();
            server().s3().close();
            server().hydrant().close();
            running = null;
        }
    }

    private void createStream(String name) {
        server().s3().createBucket(r -> r.bucket(name));
        firehose().createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::" + name)
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .bufferingHints(h -> h.sizeInMBs(5).intervalInSeconds(60))));
    }

    private void put(String stream, String text) {
        firehose().putRecord(r -> r.deliveryStreamName(stream).record(d -> d.data(SdkBytes.fromUtf8String(text))));
    }

    private List<String> objects(String bucket) {
        return server().s3().listObjectsV2(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String delivered(String bucket) {
        StringBuilder all = new StringBuilder();
        for (String key : objects(bucket)) {
            all.append(server().s3()
                    .getObjectAsBytes(r -> r.bucket(bucket).key(key))
                    .asUtf8String());
        }
        return all.toString();
    }

    /** They are so many that their rows have been joined. */
    @ParameterizedTest
    @EnumSource
    void manySmallPutsAreDeliveredInTheirOrderAfterAStart(End end) {
        startFrozen();
        createStream("orders");
        createStream("others");
        StringBuilder put = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String text = i + "x".repeat(30_000) + ";";
            put("orders", text);
            put("others", "-");
            put.append(text);
        }

        restart(end);
        put("orders", "last");
        server().hydrant().control().flush("orders");
        server().hydrant().control().flush("others");

        assertThat(delivered("orders")).isEqualTo(put + "last");
        assertThat(delivered("others")).isEqualTo("-".repeat(60));
    }

    @ParameterizedTest
    @EnumSource
    void acknowledgedRecordsAreDeliveredAfterAStart(End end) {
        startFrozen();
        createStream("orders");
        IntStream.range(0, 20).forEach(i -> put("orders", i + ";"));
        firehose().putRecordBatch(r -> r.deliveryStreamName("orders")
                .records(IntStream.range(20, 30)
                        .mapToObj(i -> Record.builder()
                                .data(SdkBytes.fromUtf8String(i + ";"))
                                .build())
                        .toList()));
        assertThat(objects("orders")).isEmpty();

        restart(end);
        put("orders", "30;");
        server().hydrant().control().advance(Duration.ofSeconds(60));

        String text = delivered("orders");
        assertThat(text.split(";"))
                .containsExactlyInAnyOrder(
                        IntStream.rangeClosed(0, 30).mapToObj(String::valueOf).toArray(String[]::new));
        assertThat(objects("orders")).hasSize(end == End.CLOSED ? 2 : 1); // a server that is closed delivers first

        restart(end);
        server().hydrant().control().advance(Duration.ofMinutes(10));
        assertThat(delivered("orders")).isEqualTo(text);
    }

    @Test
    void aGrantStaysUntilManySmallPutsThatNeedItAreDelivered() {
        startFrozen();
        createStream("orders");
        String key = server().kms().createKey().keyMetadata().arn();
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        server().hydrant().control().advance(Duration.ofSeconds(10));
        StringBuilder put = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String text = i + "x".repeat(30_000) + ";";
            put("orders", text);
            put.append(text);
        }
        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
        server().hydrant().control().advance(Duration.ofSeconds(10));

        restart(End.KILLED);
        assertThat(server().kms().listGrants(r -> r.keyId(key)).grants()).hasSize(1);
        server().hydrant().control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo(put.toString());
        assertThat(server().kms().listGrants(r -> r.keyId(key)).grants()).isEmpty();
    }

    @Test
    void recordsOfAnEncryptedStreamLieSealedInTheFolderAndAreDelivered() throws IOException {
        startFrozen();
        createStream("orders");
        String key = server().kms().createKey().keyMetadata().arn();
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        server().hydrant().control().advance(Duration.ofSeconds(10));
        put("orders", "a marker that is long enough;");
        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
        server().hydrant().control().advance(Duration.ofSeconds(10));
        assertThat(server().kms().listGrants(r -> r.keyId(key)).grants()).hasSize(1);

        restart(End.KILLED);
        String state = new String(Files.readAllBytes(server().folder().resolve("state.mv.db")), ISO_8859_1);
        assertThat(state).doesNotContain("a marker that is long enough");
        assertThat(server().kms().listGrants(r -> r.keyId(key)).grants()).hasSize(1);
        server().hydrant().control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo("a marker that is long enough;");
        assertThat(server().kms().listGrants(r -> r.keyId(key)).grants()).isEmpty();
    }

    @Test
    void recordsOfADeletedStreamAreGone() {
        startFrozen();
        createStream("orders");
        put("orders", "old;");
        firehose().deleteDeliveryStream(r -> r.deliveryStreamName("orders"));
        server().hydrant().control().advance(Duration.ofSeconds(10));
        createStream("orders2");
        firehose().createDeliveryStream(r -> r.deliveryStreamName("orders")
                .extendedS3DestinationConfiguration(
                        c -> c.bucketARN("arn:aws:s3:::orders2").roleARN("arn:aws:iam::000000000000:role/delivery")));
        put("orders", "new;");

        restart(End.KILLED);
        server().hydrant().control().advance(Duration.ofMinutes(10));

        assertThat(delivered("orders2")).isEqualTo("new;");
    }

    @Test
    void recordsThatHaveWaitedFor24HoursAreLost() {
        startFrozen();
        createStream("orders");
        server().s3().deleteBucket(r -> r.bucket("orders"));
        put("orders", "old;");
        server().hydrant().control().advance(Duration.ofHours(23));

        restart(End.KILLED);
        server().hydrant().control().advance(Duration.ofMinutes(59));
        put("orders", "new;");
        server().hydrant().control().advance(Duration.ofMinutes(2));
        server().s3().createBucket(r -> r.bucket("orders"));
        server().hydrant().control().advance(Duration.ofHours(2));

        assertThat(delivered("orders")).isEqualTo("new;");
    }

    private void refuse(boolean now) {
        Objects.requireNonNull(store).refuse(now);
    }

    @Test
    void aPutThatDoesNotComeToDiskIsAnsweredSlowDown() {
        startFrozen();
        createStream("orders");
        String before = server().hydrant().control().stream("orders");
        refuse(true);
        assertThatThrownBy(() -> put("orders", "lost;"))
                .isInstanceOfSatisfying(ServiceUnavailableException.class, refused -> assertThat(
                                refused.awsErrorDetails())
                        .satisfies(error -> assertThat(error.errorMessage()).isEqualTo("Slow down.")));
        assertThatThrownBy(() -> firehose()
                        .putRecordBatch(r -> r.deliveryStreamName("orders").records(List.of(recordOf("lost;")))))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(server().hydrant().control().stream("orders")).isEqualTo(before);
        refuse(false);
        put("orders", "kept;");
        server().hydrant().control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo("kept;");
    }

    @Test
    void aBatchThatDoesNotComeToDiskIsNotSentBeforeItDoes() {
        startFrozen();
        createStream("orders");
        put("orders", "kept;");
        refuse(true);
        server().hydrant().control().advance(Duration.ofSeconds(60));
        assertThat(objects("orders")).isEmpty();
        refuse(false);
        server().hydrant().control().advance(Duration.ofSeconds(60));

        assertThat(delivered("orders")).isEqualTo("kept;");
    }

    @ParameterizedTest
    @EnumSource
    void aBatchGoesOnWithItsRetriesAndItsKey(End end) {
        startFrozen();
        createStream("orders");
        put("orders", "kept;");
        server().s3().deleteBucket(r -> r.bucket("orders"));
        server().hydrant().control().advance(Duration.ofMinutes(30));
        String attempts = server().hydrant().control().deliveries("orders");
        Matcher location = Pattern.compile("s3://orders/([^\"]+)").matcher(attempts);
        assertThat(location.find()).isTrue();

        restart(end);
        server().s3().createBucket(r -> r.bucket("orders"));
        server().hydrant().control().advance(Duration.ofMinutes(3));

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
        server().s3().createBucket(r -> r.bucket("parts"));
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
        startFrozen();
        createPartitionedStream();
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("parts"));
        server().hydrant().control().advance(Duration.ofSeconds(10));
        put("parts", "{\"c\":\"x\",\"text\":\"a marker that is long enough\"}");
        put("parts", "a marker that is long enough, and no json");
        server().hydrant().control().advance(Duration.ofSeconds(1)); // they are processed at once
        assertThat(objects("parts")).isEmpty();

        restart(End.KILLED);
        String state = new String(Files.readAllBytes(server().folder().resolve("state.mv.db")), ISO_8859_1);
        assertThat(state).doesNotContain("a marker that is long enough");
        server().hydrant().control().advance(Duration.ofMinutes(5));
        assertThat(delivered("parts")).contains("a marker that is long enough");
    }

    @ParameterizedTest
    @EnumSource
    void recordsOfPartitionsComeToTheirOwnObjects(End end) {
        startFrozen();
        createPartitionedStream();
        put("parts", "{\"c\":\"a b|&=ü\"}");
        put("parts", "{\"c\":\"x\"}");
        put("parts", "no json");
        server().hydrant().control().advance(Duration.ofSeconds(1)); // they are processed at once
        assertThat(objects("parts")).isEmpty();

        restart(end);
        server().hydrant().control().advance(Duration.ofMinutes(5));

        assertThat(objects("parts")).hasSize(3);
        assertThat(objects("parts").stream().map(key -> key.substring(0, key.lastIndexOf("parts-"))))
                .anyMatch(prefix -> prefix.equals("c=a b|&=ü/"))
                .anyMatch(prefix -> prefix.equals("c=x/"))
                .anyMatch(prefix -> prefix.startsWith("failed/"));
    }
}
