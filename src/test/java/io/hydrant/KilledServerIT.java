package io.hydrant;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.S3BackupMode;
import software.amazon.awssdk.services.kms.KmsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is killed at random moments under load, often while it delivers: each record that it acknowledged arrives, in its
 * order, and under one object key or request id, however often it comes. Control calls hold as well.
 */
class KilledServerIT {
    private static final int KILLS = Soak.steps(2);
    private static final int CLIENTS = 4;
    private static final int MOST_ANSWERS = 120;

    /** The streams, with the places that their records go to. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "prompt", List.of("endpoint"),
            "sealed", List.of("sealed"),
            "processed", List.of("processed", "backup"),
            "parts", List.of("parts"));

    private final Path folder;
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
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

    private FolderProcess process(DeliveryHistory history) {
        return FolderProcess.start(
                folder.resolve("data"), "--s3-endpoint", history.address().toString());
    }

    private static Running running(FolderProcess process) {
        URI address = process.endpoint();
        return new Running(process, new HydrantControl(address), client(address, FirehoseClient.builder()));
    }

    private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(URI at, B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(at)
                .region(Region.US_EAST_1)
                .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private static List<String> createKeys(URI at) {
        try (KmsClient kms = client(at, KmsClient.builder())) {
            return List.of(
                    kms.createKey().keyMetadata().arn(),
                    kms.createKey().keyMetadata().arn());
        }
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
        firehose.createDeliveryStream(r -> r.deliveryStreamName("parts")
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::parts")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .prefix("!{partitionKeyFromQuery:part}/")
                        .errorOutputPrefix("failed/")
                        .bufferingHints(h -> h.sizeInMBs(64).intervalInSeconds(60))
                        .dynamicPartitioningConfiguration(d -> d.enabled(true))
                        .processingConfiguration(p -> p.enabled(true)
                                .processors(Processor.builder()
                                        .type(ProcessorType.METADATA_EXTRACTION)
                                        .parameters(
                                                parameter(
                                                        ProcessorParameterName.METADATA_EXTRACTION_QUERY,
                                                        "{part:.part}"),
                                                parameter(ProcessorParameterName.JSON_PARSING_ENGINE, "JQ-1.6"))
                                        .build()))));
    }

    private static ProcessorParameter parameter(ProcessorParameterName name, String value) {
        return ProcessorParameter.builder()
                .parameterName(name)
                .parameterValue(value)
                .build();
    }

    /** Puts until the server is gone; kills it after so many answers, if nothing else has. */
    private void load(Running server, ControlHistory calls, Random random, int answers) {
        AtomicInteger left = new AtomicInteger(answers);
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String client = "c" + i;
            Random own = new Random(random.nextLong());
            clients.add(CompletableFuture.runAsync(() -> putUntilItIsGone(server, client, own, left)));
        }
        clients.add(CompletableFuture.runAsync(() -> {
            try {
                calls.change(server.firehose());
            } catch (SdkException e) {
                assertThat(server.process().isKilled())
                        .as("killed, and then: %s", e)
                        .isTrue();
            }
        }));
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
    }

    private void putUntilItIsGone(Running server, String client, Random random, AtomicInteger left) {
        List<String> streams = PLACES.keySet().stream().sorted().toList();
        try {
            while (true) {
                String stream = streams.get(random.nextInt(streams.size()));
                List<String> some = IntStream.range(0, random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 1)
                        .mapToObj(i -> "<" + stream + " " + client + " " + records.incrementAndGet() + ">")
                        .toList();
                sent.addAll(some);
                put(server.firehose(), stream, some);
                acknowledged
                        .computeIfAbsent(stream, any -> ConcurrentHashMap.newKeySet())
                        .addAll(some);
                if (left.decrementAndGet() == 0) {
                    server.process().kill();
                }
            }
        } catch (SdkException e) {
            assertThat(server.process().isKilled())
                    .as("killed, and then: %s", e)
                    .isTrue();
        }
    }

    private static void put(FirehoseClient firehose, String stream, List<String> some) {
        if (some.size() == 1) {
            firehose.putRecord(r -> r.deliveryStreamName(stream).record(recordOf(stream, some.get(0))));
        } else {
            List<Record> all = some.stream().map(text -> recordOf(stream, text)).toList();
            assertThat(firehose.putRecordBatch(r -> r.deliveryStreamName(stream).records(all))
                            .failedPutCount())
                    .isZero();
        }
    }

    private static Record recordOf(String stream, String text) {
        String data = stream.equals("parts") ? "{\"part\":" + text.length() % 3 + ",\"text\":\"" + text + "\"}" : text;
        return Record.builder().data(SdkBytes.fromUtf8String(data)).build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasAcknowledgedArrivesInOrderAndUnderOneKey(long seed) {
        Random random = new Random(seed);
        try (DeliveryHistory history = new DeliveryHistory(seed)) {
            ControlHistory calls = firstRound(history, random);
            for (int kill = 1; kill < KILLS; kill++) {
                round(history, calls, random);
            }
            history.takeAll();
            try (Running server = running(process(history))) {
                calls.check(server.firehose());
                for (int i = 0; i < 5 && !missing(history).isEmpty(); i++) {
                    server.control().flush();
                }
            }
            assertThat(missing(history)).isEmpty();
            PLACES.values()
                    .forEach(places -> places.forEach(place ->
                            assertThat(history.doubled(place)).as(place).isEmpty()));
            assertThat(history.changed()).isEmpty();
            assertThat(history.disordered()).isEmpty();
            assertThat(sent).containsAll(history.records());
        }
    }

    private ControlHistory firstRound(DeliveryHistory history, Random random) {
        try (Running server = running(process(history))) {
            createStreams(server.firehose(), history);
            ControlHistory calls =
                    new ControlHistory(random, createKeys(server.process().endpoint()));
            load(server, calls, random, 1 + random.nextInt(MOST_ANSWERS));
            return calls;
        }
    }

    /** A start, and a kill while it starts, while it delivers, or after some answers. */
    private void round(DeliveryHistory history, ControlHistory calls, Random random) {
        try (FolderProcess process = process(history)) {
            history.atRequest(random.nextBoolean() ? 1 + random.nextInt(30) : 0, process::kill);
            Running server;
            try {
                server = running(process);
                calls.check(server.firehose());
            } catch (CompletionException | SdkException e) {
                assertThat(process.isKilled()).as("killed, and then: %s", e).isTrue();
                return;
            }
            load(server, calls, random, 1 + random.nextInt(MOST_ANSWERS));
            server.close();
        }
    }

    private List<String> missing(DeliveryHistory history) {
        List<String> missing = new ArrayList<>();
        acknowledged.forEach((stream, all) -> PLACES.getOrDefault(stream, List.of())
                .forEach(place -> history.missing(all, place).forEach(each -> missing.add(place + " lacks " + each))));
        return missing;
    }
}
