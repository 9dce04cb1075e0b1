package io.hydrant.source.msk;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.hydrant.Hydrant;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Records of 1 KiB that a delivery stream reads from a topic and delivers to the embedded S3, and a bare consumer that reads the same
 * topic. In turns, in one process. The argument is the address of a broker, such as {@code scripts/dev/kafka} starts.
 */
public final class TopicRate {
    private static final int RECORDS = 300_000;
    private static final int PARTITIONS = 4;
    private static final int ROUNDS = 6;
    private static final String TOPIC = "rate";
    private static final String CLUSTER = "arn:aws:kafka:us-east-1:000000000000:cluster/rate/1";
    private static final String ROLE = "arn:aws:iam::000000000000:role/rate";
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private TopicRate() {}

    /** Prints the rates; the first round warms up. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        String servers = arguments[0];
        fill(servers);
        for (int round = 0; round < ROUNDS; round++) {
            Took bare = Took.of(() -> consume(servers));
            Took stream = deliver(servers);
            System.out.printf(
                    "bare consumer %,.0f records/s, %.2f µs CPU; Hydrant %,.0f records/s, %.2f µs CPU; %.2f x, by CPU %.2f x%n",
                    bare.rate(), bare.micros(), stream.rate(), stream.micros(), stream.rate() / bare.rate(), bare.cpu / stream.cpu);
        }
    }

    /** Seconds. */
    private record Took(double wall, double cpu) {
        static Took of(Runnable work) {
            long wall = System.nanoTime();
            long cpu = SYSTEM.getProcessCpuTime();
            work.run();
            return new Took((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        }

        double rate() {
            return RECORDS / wall;
        }

        double micros() {
            return cpu * 1e6 / RECORDS;
        }
    }

    private static void fill(String servers) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "linger.ms", 5, "batch.size", 256 * 1024);
        try (Admin admin = Admin.create(settings)) {
            if (admin.listTopics().names().get().contains(TOPIC)) {
                return;
            }
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
        }
        byte[] value = new byte[1_024];
        Random random = new Random(1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                random.nextBytes(value);
                var unused = producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, value.clone()));
            }
        }
    }

    private static void consume(String servers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "max.poll.records", 5_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                    .mapToObj(i -> new TopicPartition(TOPIC, i))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            List<byte[]> kept = new ArrayList<>(RECORDS);
            while (kept.size() < RECORDS) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> kept.add(record.value()));
            }
        }
    }

    private static Took deliver(String servers) {
        StaticCredentialsProvider test = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        try (Hydrant hydrant = Hydrant.start();
                FirehoseClient firehose = FirehoseClient.builder()
                        .endpointOverride(hydrant.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(test)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                S3Client s3 = S3Client.builder()
                        .endpointOverride(hydrant.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(test)
                        .forcePathStyle(true)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            hydrant.control().freeze(true);
            hydrant.control().putResource(CLUSTER, servers);
            s3.createBucket(r -> r.bucket("rate"));
            firehose.createDeliveryStream(r -> r.deliveryStreamName("rate")
                    .deliveryStreamType(DeliveryStreamType.MSK_AS_SOURCE)
                    .mskSourceConfiguration(source -> source.mskClusterARN(CLUSTER)
                            .topicName(TOPIC)
                            .readFromTimestamp(Instant.EPOCH)
                            .authenticationConfiguration(a -> a.roleARN(ROLE).connectivity("PRIVATE")))
                    .extendedS3DestinationConfiguration(s -> s.roleARN(ROLE).bucketARN("arn:aws:s3:::rate")));
            Took took = Took.of(() -> hydrant.control().flush("rate"));
            if (arrived(hydrant.control().deliveries("rate")) != RECORDS) {
                throw new IllegalStateException("Not everything was delivered: " + hydrant.control().stream("rate"));
            }
            return took;
        }
    }

    private static long arrived(String ledger) {
        try {
            long arrived = 0;
            for (JsonNode attempt : new ObjectMapper().readTree(ledger).get("deliveries")) {
                arrived += attempt.get("purpose").asText().equals("DESTINATION") ? attempt.get("arrived").asLong() : 0;
            }
            return arrived;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
