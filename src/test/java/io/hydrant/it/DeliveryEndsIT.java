package io.hydrant.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.Soak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.firehose.model.HttpEndpointS3BackupMode;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3BackupMode;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of buffered records and of deliveries under way when their server, their account or their stream ends. */
@Timeout(300)
class DeliveryEndsIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/delivery";

    @TempDir
    private Path folder;

    private static void toBucket(ClientsOf clients, String stream, String bucket, int seconds) {
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(stream).extendedS3DestinationConfiguration(c -> c.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::" + bucket)
                        .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(seconds))));
    }

    private static void toEndpoint(ClientsOf clients, String stream, HttpReceiver receiver, int seconds) {
        clients.firehose.createDeliveryStream(
                r -> r.deliveryStreamName(stream).httpEndpointDestinationConfiguration(h -> h.endpointConfiguration(
                                e -> e.url(receiver.url("/in").toString()))
                        .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds(seconds))
                        .s3Configuration(s -> s.roleARN(ROLE).bucketARN("arn:aws:s3:::" + stream))));
    }

    private static void put(ClientsOf clients, String stream, String text) {
        clients.firehose.putRecord(
                r -> r.deliveryStreamName(stream).record(b -> b.data(SdkBytes.fromUtf8String(text))));
    }

    private String everythingUnder(Path root) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return all.toString();
    }

    @Test
    void closingDeliversWhatIsBufferedEvenBesideAnEndpointThatHangs() throws Exception {
        try (HttpReceiver well = HttpReceiver.start();
                HttpReceiver hanging = HttpReceiver.start()) {
            hanging.then(HttpReceiver.hang());
            Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_S3_DIR", folder.toString()));
            try (ClientsOf clients = ClientsOf.defaults(hydrant)) {
                hydrant.control().freeze(true);
                clients.s3.createBucket(r -> r.bucket("at-the-end"));
                toBucket(clients, "end-bucket", "at-the-end", 900);
                toEndpoint(clients, "end-well", well, 900);
                toEndpoint(clients, "end-hanging", hanging, 900);
                put(clients, "end-bucket", "into the folder");
                put(clients, "end-well", "to the endpoint");
                put(clients, "end-hanging", "to nobody");
            } finally {
                hydrant.close();
            }

            assertThat(well.next().records()).containsExactly("to the endpoint");
            assertThat(hanging.next().records()).containsExactly("to nobody");
            assertThat(hanging.wasHungUpOn()).isTrue();
            assertThat(everythingUnder(folder)).contains("into the folder").doesNotContain("to nobody");
        }
    }

    @Test
    void closingDeliversCopiesThatAloneAreLeft() throws Exception {
        Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_S3_DIR", folder.toString()));
        try (ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            clients.s3.createBucket(r -> r.bucket("copied"));
            clients.s3.createBucket(r -> r.bucket("first"));
            clients.firehose.createDeliveryStream(
                    r -> r.deliveryStreamName("end-copies").extendedS3DestinationConfiguration(c -> c.roleARN(ROLE)
                            .bucketARN("arn:aws:s3:::first")
                            .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(60))
                            .s3BackupMode(S3BackupMode.ENABLED)
                            .s3BackupConfiguration(b -> b.roleARN(ROLE)
                                    .bucketARN("arn:aws:s3:::copied")
                                    .prefix("copy/")
                                    .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(900)))));
            put(clients, "end-copies", "twice");
            hydrant.control().advance(Duration.ofSeconds(60));
            assertThat(everythingUnder(folder.resolve("copied"))).doesNotContain("twice");
        } finally {
            hydrant.close();
        }

        assertThat(everythingUnder(folder.resolve("copied"))).contains("twice");
    }

    @Test
    void aChangeOfTheDestinationEndsItsBackup() {
        try (Hydrant hydrant = Hydrant.start();
                HttpReceiver receiver = HttpReceiver.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            clients.s3.createBucket(r -> r.bucket("end-backup"));
            clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("end-backup")
                    .httpEndpointDestinationConfiguration(h -> h.endpointConfiguration(
                                    e -> e.url(receiver.url("/").toString()))
                            .s3BackupMode(HttpEndpointS3BackupMode.ALL_DATA)
                            .s3Configuration(s -> s.roleARN(ROLE).bucketARN("arn:aws:s3:::end-backup"))));
            put(clients, "end-backup", "both");
            clients.s3.createBucket(r -> r.bucket("end-main"));
            clients.firehose.updateDestination(r -> r.deliveryStreamName("end-backup")
                    .currentDeliveryStreamVersionId("1")
                    .destinationId("destinationId-000000000001")
                    .extendedS3DestinationUpdate(u -> u.roleARN(ROLE).bucketARN("arn:aws:s3:::end-main")));
            put(clients, "end-backup", "one");
            hydrant.control().flush();

            JsonNode ledger =
                    Workbench.json(hydrant.control().deliveries("end-backup")).path("deliveries");
            assertThat(ledger.findValuesAsText("purpose")).containsExactlyInAnyOrder("DESTINATION", "BACKUP");
            for (JsonNode delivery : ledger) {
                assertThat(delivery.path("arrived").asInt())
                        .isEqualTo(delivery.path("purpose").asText().equals("BACKUP") ? 1 : 2);
            }
        }
    }

    @Test
    void aResetLeavesNoTraceOfADeliveryThatHangs() throws Exception {
        try (Hydrant hydrant = Hydrant.start();
                HttpReceiver mine = HttpReceiver.start();
                HttpReceiver others = HttpReceiver.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            mine.then(HttpReceiver.hang());
            CountDownLatch released = new CountDownLatch(1);
            others.then((request, receiver, peer) -> {
                try {
                    assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                HttpReceiver.ok().answer(request, receiver, peer);
            });
            toEndpoint(clients, "reset-mine", mine, 0);
            toEndpoint(clients, "reset-others", others, 0);
            put(clients, "reset-mine", "gone");
            put(clients, "reset-others", "kept");
            mine.next();
            others.next();

            HttpRequest reset = HttpRequest.newBuilder(hydrant.endpoint().resolve("/_hydrant/reset?stream=reset-mine"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(reset, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            assertThat(mine.wasHungUpOn()).isTrue();
            assertThat(hydrant.control().deliveries("reset-mine")).doesNotContain("reset-mine");
            assertThat(hydrant.control().events("reset-mine")).doesNotContain("DeliveryAttempted");
            released.countDown();
            hydrant.control().awaitDelivered("reset-others", 1, Duration.ofMinutes(1));
        }
    }

    @Test
    void noOldRecordArrivesInABucketMadeRightAfterTheReset() {
        try (Hydrant hydrant = Hydrant.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            byte[] megabyte = new byte[1_000_000];
            for (int round = 0; round < 10; round++) {
                clients.s3.createBucket(r -> r.bucket("again"));
                clients.firehose.createDeliveryStream(
                        r -> r.deliveryStreamName("reset-again").extendedS3DestinationConfiguration(c -> c.roleARN(ROLE)
                                .bucketARN("arn:aws:s3:::again")
                                .compressionFormat(CompressionFormat.GZIP)));
                for (int i = 0; i < 4; i++) {
                    clients.firehose.putRecord(r ->
                            r.deliveryStreamName("reset-again").record(b -> b.data(SdkBytes.fromByteArray(megabyte))));
                }
                CompletableFuture<String> flushed =
                        CompletableFuture.supplyAsync(() -> hydrant.control().flush());
                hydrant.control().reset();
                clients.s3.createBucket(r -> r.bucket("again"));
                assertThat(flushed).succeedsWithin(Duration.ofSeconds(60));
                assertThat(clients.s3.listObjectsV2(r -> r.bucket("again")).contents())
                        .as("round %s", round)
                        .isEmpty();
                clients.s3.deleteBucket(r -> r.bucket("again"));
                hydrant.control().freeze(true);
            }
        }
    }

    /** 200 MB of puts against 8 MB of buffer and 32 bytes for each record: the bound holds, and all that was acknowledged arrives. */
    @Test
    void theBoundHoldsUnderLoadWhileTheDestinationIsDown() {
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_BUFFER_BYTES", "8002560"));
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            toBucket(clients, "bound", "not-yet", 900);
            List<Record> batch = Stream.generate(() -> Record.builder()
                            .data(SdkBytes.fromByteArray(new byte[100_000]))
                            .build())
                    .limit(40)
                    .toList();
            long acknowledged = 0;
            for (int i = 0; i < Soak.steps(12, 50); i++) {
                PutRecordBatchResponse answer = clients.firehose.putRecordBatch(
                        r -> r.deliveryStreamName("bound").records(batch));
                acknowledged += batch.size() - answer.failedPutCount();
                assertThat(answer.requestResponses())
                        .filteredOn(r -> r.errorCode() != null)
                        .allSatisfy(r -> assertThat(r.errorMessage()).isEqualTo("Slow down."))
                        .hasSize(answer.failedPutCount());
                assertThat(buffered(hydrant)).isEqualTo(acknowledged * 100_000).isLessThanOrEqualTo(8_000_000);
            }
            assertThat(acknowledged).isEqualTo(80);

            clients.s3.createBucket(r -> r.bucket("not-yet"));
            hydrant.control().flush("bound");
            hydrant.control().awaitDelivered("bound", acknowledged, Duration.ofMinutes(1));
            assertThat(clients.s3.listObjectsV2(r -> r.bucket("not-yet")).contents().stream()
                            .mapToLong(o -> o.size())
                            .sum())
                    .isEqualTo(acknowledged * 100_000);
            assertThat(buffered(hydrant)).isZero();
        }
    }

    private static long buffered(Hydrant hydrant) {
        return Workbench.json(hydrant.control().stream("bound"))
                .at("/buffer/bytes")
                .asLong();
    }
}
