package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.KafkaBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.MSKSourceConfiguration;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorType;

import static io.hydrant.it.ProcessingStream.processor;
import static org.assertj.core.api.Assertions.assertThat;

/** Records on their way from a topic of a real Kafka to their destination. */
class MskSourceIT {
    private static final String CLUSTER = "arn:aws:kafka:us-east-1:000000000000:cluster/events/11111111-2222";
    private static final String ENRICH = "arn:aws:lambda:us-east-1:000000000000:function:enrich";

    private static KafkaBroker broker;
    private static KafkaProducer<String, String> producer;

    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeAll
    static void startKafka() {
        broker = KafkaBroker.start();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.servers()), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void stopKafka() {
        if (broker != null) {
            producer.close(Duration.ZERO);
            broker.close();
        }
    }

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        hydrant.control().putResource(CLUSTER, broker.servers());
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    private static void admin(Consumer<Admin> work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            work.accept(admin);
        }
    }

    private static void topic(String name, int partitions) {
        admin(admin -> get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()));
    }

    private static <T> T get(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(String topic, int partition, @Nullable String value) {
        var unused = get(producer.send(new ProducerRecord<>(topic, partition, "k", value)));
    }

    private void create(String name, String topic, Consumer<MSKSourceConfiguration.Builder> more, Processor... with) {
        clients.s3.createBucket(r -> r.bucket(name));
        MSKSourceConfiguration.Builder source = MSKSourceConfiguration.builder()
                .mskClusterARN(CLUSTER)
                .topicName(topic)
                .authenticationConfiguration(
                        a -> a.roleARN(ProcessingStream.ROLE).connectivity("PRIVATE"));
        more.accept(source);
        ExtendedS3DestinationConfiguration.Builder destination = ExtendedS3DestinationConfiguration.builder()
                .roleARN(ProcessingStream.ROLE)
                .bucketARN("arn:aws:s3:::" + name);
        if (with.length > 0) {
            destination.processingConfiguration(ProcessingStream.processing(with));
        }
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .deliveryStreamType(DeliveryStreamType.MSK_AS_SOURCE)
                .mskSourceConfiguration(source.build())
                .extendedS3DestinationConfiguration(destination.build()));
    }

    private String all(String name) {
        return String.join("", new ProcessingStream(clients, name).folders().values());
    }

    @Test
    void whatComesAfterTheStreamIsActiveIsDelivered() {
        topic("plain", 1);
        send("plain", 0, "before ");
        create("plain-stream", "plain", source -> {});

        send("plain", 0, "one ");
        send("plain", 0, null);
        send("plain", 0, "two ");
        hydrant.control().flush("plain-stream");

        assertThat(all("plain-stream")).isEqualTo("one two ");
        assertThat(hydrant.control().metrics())
                .contains(
                        "firehose_data_read_from_source_records_total{account=\"000000000000\",delivery_stream_name=\"plain-stream\",region=\"us-east-1\"} 2.0")
                .contains(
                        "firehose_failed_validation_records_total{account=\"000000000000\",delivery_stream_name=\"plain-stream\",region=\"us-east-1\"} 1.0")
                .contains(
                        "firehose_kafka_offset_lag{account=\"000000000000\",delivery_stream_name=\"plain-stream\",region=\"us-east-1\"} 0.0");
        assertThat(hydrant.control().stream("plain-stream")).contains("\"warnings\":[]");
    }

    @Test
    void theClockReadsItToo() {
        topic("clock", 2);
        create("clock-stream", "clock", source -> {});

        send("clock", 0, "one ");
        send("clock", 1, "two ");
        hydrant.control().advance(Duration.ofSeconds(400));

        assertThat(all("clock-stream")).contains("one ", "two ");
    }

    @Test
    void theEpochMeansTheOldestRecord() {
        topic("epoch", 1);
        send("epoch", 0, "old ");
        create("epoch-stream", "epoch", source -> source.readFromTimestamp(Instant.EPOCH));

        send("epoch", 0, "new ");
        hydrant.control().flush("epoch-stream");

        assertThat(all("epoch-stream")).isEqualTo("old new ");
    }

    @Test
    void aTimestampChoosesTheFirstRecordThatIsAsYoung() {
        topic("since", 1);
        Instant since = Instant.parse("2026-05-01T12:00:00Z");
        for (int second = -2; second < 2; second++) {
            long time = since.plusSeconds(second).toEpochMilli();
            var unused = get(producer.send(new ProducerRecord<>("since", 0, time, "k", second + " ")));
        }
        create("since-stream", "since", source -> source.readFromTimestamp(since));

        hydrant.control().flush("since-stream");

        assertThat(all("since-stream")).isEqualTo("0 1 ");
    }

    @Test
    void newPartitionsAreReadFromTheirBeginning() {
        topic("more", 1);
        create("more-stream", "more", source -> {});
        admin(admin -> get(admin.createPartitions(Map.of("more", NewPartitions.increaseTo(2)))
                .all()));

        send("more", 1, "one ");
        hydrant.control().flush("more-stream");

        assertThat(all("more-stream")).isEqualTo("one ");
    }

    @Test
    void aFunctionGetsValuesAndIsToldWhereEachRecordWasRead() {
        topic("function", 1);
        AtomicReference<String> event = new AtomicReference<>();
        hydrant.lambda("enrich", given -> {
            event.set(given);
            return given.replace("\"value\"", "\"result\":\"Ok\",\"value\"");
        });
        create("function-stream", "function", source -> {}, processor(ProcessorType.LAMBDA, "LambdaArn", ENRICH));

        send("function", 0, "one ");
        hydrant.control().flush("function-stream");

        assertThat(all("function-stream")).isEqualTo("one ");
        JsonNode told = Workbench.json(event.get());
        assertThat(told.get("sourceMSKArn").asText()).isEqualTo(CLUSTER);
        JsonNode record = told.get("records").get(0);
        assertThat(record.has("data")).isFalse();
        assertThat(record.get("mskRecordMetadata").get("offset").asText()).isEqualTo("0");
        assertThat(record.get("mskRecordMetadata").get("partitionId").asText()).isEqualTo("0");
        assertThat(record.get("mskRecordMetadata")
                        .get("approximateArrivalTimestamp")
                        .asLong())
                .isEqualTo(record.get("approximateArrivalTimestamp").asLong());
    }

    @Test
    void aBrokerThatDiesAndComesBackLosesNothing() {
        topic("dies", 1);
        create("dies-stream", "dies", source -> {});
        send("dies", 0, "one ");
        hydrant.control().flush("dies-stream");

        broker.kill();
        hydrant.control().flush("dies-stream");
        assertThat(hydrant.control().stream("dies-stream")).contains("cannot be read now");
        broker.restart();
        send("dies", 0, "two ");
        hydrant.control().flush("dies-stream");

        assertThat(all("dies-stream")).hasSize("one two ".length()).contains("one ", "two ");
        assertThat(hydrant.control().events("dies-stream")).contains("SourceUnreadable", "SourceReadAgain");
    }

    @Test
    void aFileOfPropertiesHasTheSecrets(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(
                file,
                "bootstrap.servers=" + broker.saslServers()
                        + "\nsecurity.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n"
                        + "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"hydrant\" password=\"secret\";\n",
                StandardCharsets.UTF_8);
        hydrant.control().putResources("{\"" + CLUSTER + "\":{\"properties\":\"" + file + "\"}}");
        topic("secret", 1);
        create("secret-stream", "secret", source -> {});

        send("secret", 0, "one ");
        hydrant.control().flush("secret-stream");

        assertThat(all("secret-stream")).isEqualTo("one ");
        assertThat(hydrant.control().resources()).contains("secret-stream").doesNotContain("password");
    }

    @Test
    void aClusterThatNothingStandsForIsToldAndReadWhenSomethingDoes() {
        topic("later", 1);
        hydrant.control().deleteResource(CLUSTER);
        create("later-stream", "later", source -> source.readFromTimestamp(Instant.EPOCH));
        send("later", 0, "one ");
        hydrant.control().advance(Duration.ofSeconds(5));
        assertThat(hydrant.control().stream("later-stream")).contains("Nothing stands for the cluster");

        hydrant.control().putResource(CLUSTER, broker.servers());
        hydrant.control().flush("later-stream");

        assertThat(all("later-stream")).isEqualTo("one ");
        assertThat(hydrant.control().stream("later-stream")).contains("\"warnings\":[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Timeout\"}",
                "{\"connection\":\"reset\"}",
                "{\"connection\":\"hang\"}",
                "{\"lostResponse\":true,\"error\":\"Disconnect\"}",
                "{\"delay\":\"20s\"}"
            })
    void nothingIsLostWhateverRulesSayOfItsRequests(String then) {
        String topic = "faulty-" + then.hashCode();
        topic(topic, 1);
        create("orders", topic, source -> source.readFromTimestamp(Instant.EPOCH));
        hydrant.control()
                .faults()
                .add("{\"on\":{\"hop\":\"msk\",\"operation\":\"Fetch\",\"stream\":\"orders\"},"
                        + "\"when\":{\"times\":3},\"then\":" + then + "}");

        send(topic, 0, "one ");
        hydrant.control().advance(Duration.ofMinutes(30));

        assertThat(all("orders")).isEqualTo("one ");
        assertThat(hydrant.control().faults().list()).contains("\"struck\":3");
    }
}
