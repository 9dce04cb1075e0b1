package io.hydrant;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.hydrant.control.HydrantControl;
import io.hydrant.support.Soak;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3BackupMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is killed at random moments under load: each record that it acknowledged arrives, and each record under one object
 * key or request id, however often it comes.
 */
class KilledServerIT {
    private static final int KILLS = Soak.steps(2);
    private static final int CLIENTS = 4;

    /** The streams, with the places that their records go to. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "prompt", List.of("endpoint"),
            "sealed", List.of("sealed"),
            "processed", List.of("processed", "backup"));

    private final Path folder;
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger records = new AtomicInteger();

    KilledServerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    static LongStream seeds() {
        return Soak.seeds(14);
    }

    /** A process of the server, and a client of it that does not try again. */
    private record Running(FolderProcess process, HydrantControl control, FirehoseClient firehose)
            implements AutoCloseable {
        void kill() {
            process.kill();
        }

        @Override
        public void close() {
            kill();
            firehose.close();
        }
    }

    private Running start(DeliveryHistory history) {
        FolderProcess process = FolderProcess.start(
                folder.resolve("data"), "--s3-endpoint", history.address().toString());
        URI address = process.endpoint();
        return new Running(
                process,
                new HydrantControl(address),
                FirehoseClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .endpointOverride(address)
                        .region(Region.US_EAST_1)
                        .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build());
    }

    private static void createStreams(FirehoseClient firehose, DeliveryHistory history) {
        firehose.createDeliveryStream(
                r -> r.deliveryStreamName("prompt").httpEndpointDestinationConfiguration(c -> c.endpointConfiguration(
                                e -> e.url(history.address() + "/records"))
                        .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(0))
                        .retryOptions(o -> o.durationInSeconds(7_200))
                        .s3Configuration(s -> s.bucketARN("arn:aws:s3:::failed")
                                .roleARN("arn:aws:iam::000000000000:role/delivery"))));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("sealed")
                .deliveryStreamEncryptionConfigurationInput(e -> e.keyType(KeyType.AWS_OWNED_CMK))
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::sealed")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(0))));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("processed")
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::processed")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(1))
                        .s3BackupMode(S3BackupMode.ENABLED)
                        .s3BackupConfiguration(b -> b.bucketARN("arn:aws:s3:::backup")
                                .roleARN("arn:aws:iam::000000000000:role/delivery")
                                .bufferingHints(h -> h.sizeInMBs(1).intervalInSeconds(0)))
                        .processingConfiguration(p -> p.enabled(true)
                                .processors(Processor.builder()
                                        .type(ProcessorType.APPEND_DELIMITER_TO_RECORD)
                                        .build()))));
    }

    /** Puts until the server is gone; kills it after so many answers. */
    private void load(Running server, Random random, int answers) {
        AtomicInteger left = new AtomicInteger(answers);
        List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new Random(random.nextLong()))
                .map(own -> CompletableFuture.runAsync(() -> putUntilItIsGone(server, own, left)))
                .toList();
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
    }

    private void putUntilItIsGone(Running server, Random random, AtomicInteger left) {
        List<String> streams = PLACES.keySet().stream().sorted().toList();
        try {
            while (true) {
                String stream = streams.get(random.nextInt(streams.size()));
                List<String> some = IntStream.range(0, random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 1)
                        .mapToObj(i -> "<" + stream + " " + records.incrementAndGet() + ">")
                        .toList();
                put(server.firehose(), stream, some);
                acknowledged
                        .computeIfAbsent(stream, any -> ConcurrentHashMap.newKeySet())
                        .addAll(some);
                if (left.decrementAndGet() == 0) {
                    server.process().kill();
                }
            }
        } catch (SdkException e) {
            assertThat(left).as("answers until the kill, then: %s", e).hasValueLessThanOrEqualTo(0);
        }
    }

    private static void put(FirehoseClient firehose, String stream, List<String> some) {
        if (some.size() == 1) {
            firehose.putRecord(r -> r.deliveryStreamName(stream).record(recordOf(some.get(0))));
        } else {
            List<Record> all = some.stream().map(KilledServerIT::recordOf).toList();
            assertThat(firehose.putRecordBatch(r -> r.deliveryStreamName(stream).records(all))
                            .failedPutCount())
                    .isZero();
        }
    }

    private static Record recordOf(String text) {
        return Record.builder().data(SdkBytes.fromUtf8String(text)).build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasAcknowledgedArrivesAndUnderOneKey(long seed) {
        Random random = new Random(seed);
        try (DeliveryHistory history = new DeliveryHistory(seed)) {
            for (int kill = 0; kill < KILLS; kill++) {
                try (Running server = start(history)) {
                    if (kill == 0) {
                        createStreams(server.firehose(), history);
                    }
                    load(server, random, 1 + random.nextInt(300));
                }
            }
            history.takeAll();
            try (Running server = start(history)) {
                for (int i = 0; i < 5 && !missing(history).isEmpty(); i++) {
                    server.control().flush();
                }
            }
            assertThat(missing(history)).isEmpty();
            PLACES.values()
                    .forEach(places -> places.forEach(place ->
                            assertThat(history.doubled(place)).as(place).isEmpty()));
            assertThat(history.changed()).isEmpty();
        }
    }

    private List<String> missing(DeliveryHistory history) {
        List<String> missing = new ArrayList<>();
        acknowledged.forEach((stream, all) -> PLACES.getOrDefault(stream, List.of())
                .forEach(place -> history.missing(all, place).forEach(each -> missing.add(place + " lacks " + each))));
        return missing;
    }
}
