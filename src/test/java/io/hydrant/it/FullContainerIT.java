package io.hydrant.it;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.hydrant.support.DriverProbe;
import io.hydrant.support.KafkaBroker;
import io.hydrant.testing.containers.HydrantContainer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;

import static org.assertj.core.api.Assertions.assertThat;

/** The image {@code -full} beside a real Kafka, and what the small one says of a topic. */
@Tag("docker")
class FullContainerIT {
    private static final String CLUSTER = "arn:aws:kafka:us-east-1:000000000000:cluster/events/11111111-2222";
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    private static KafkaBroker broker;

    @BeforeAll
    static void startKafka() {
        broker = KafkaBroker.start(addressOfThisMachine());
    }

    @AfterAll
    static void stopKafka() {
        if (broker != null) {
            broker.close();
        }
    }

    /** As containers of Docker's usual network see it. */
    private static String addressOfThisMachine() {
        return DockerClientFactory.instance()
                .client()
                .inspectNetworkCmd()
                .withNetworkId("bridge")
                .exec()
                .getIpam()
                .getConfig()
                .get(0)
                .getGateway();
    }

    private static HydrantContainer full() {
        return new HydrantContainer(new HydrantContainer().getDockerImageName() + "-full");
    }

    private static void topic(String name) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static void send(String topic, String codec, String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.servers(), "compression.type", codec),
                new StringSerializer(),
                new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static void create(ClientsOf clients, String name) {
        clients.s3.createBucket(bucket -> bucket.bucket(name));
        clients.firehose.createDeliveryStream(stream -> stream.deliveryStreamName(name)
                .deliveryStreamType(DeliveryStreamType.MSK_AS_SOURCE)
                .mskSourceConfiguration(source -> source.mskClusterARN(CLUSTER)
                        .topicName(name)
                        .readFromTimestamp(Instant.EPOCH)
                        .authenticationConfiguration(
                                a -> a.roleARN(ProcessingStream.ROLE).connectivity("PRIVATE")))
                .extendedS3DestinationConfiguration(
                        s3 -> s3.roleARN(ProcessingStream.ROLE).bucketARN("arn:aws:s3:::" + name)));
    }

    private static String delivered(ClientsOf clients, String name) {
        return String.join("", new ProcessingStream(clients, name).folders().values());
    }

    @Test
    void readsEachFormOfCompressionOnAReadOnlyFileSystemWithoutProgramsInItsTemporaryFolder()
            throws ExecutionException, InterruptedException, IOException {
        topic("pressed");
        for (String codec : CODECS) {
            send("pressed", codec, codec.repeat(100) + ' ');
        }
        try (HydrantContainer hydrant = full().withTmpFs(Map.of("/tmp", "noexec"))) {
            hydrant.withCreateContainerCmdModifier(command -> {
                command.withUser("12345");
                command.getHostConfig().withReadonlyRootfs(true);
            });
            hydrant.start();
            hydrant.control().freeze(true);
            hydrant.control().putResource(CLUSTER, broker.servers());
            try (ClientsOf clients = ClientsOf.defaults(hydrant.getEndpoint(), hydrant.getRegion())) {
                create(clients, "pressed");
                hydrant.control().flush("pressed");

                assertThat(delivered(clients, "pressed").split(" "))
                        .containsExactly(
                                CODECS.stream().map(codec -> codec.repeat(100)).toArray(String[]::new));
                assertThat(hydrant.control().stream("pressed")).contains("\"warnings\":[]");
            }
            assertThat(hydrant.getLogs()).doesNotContain("WARN", "ERROR", "Exception");
            assertThat(hydrant.execInContainer("bash", "-c", "echo \"$(</proc/1/maps)\"")
                            .getStdout())
                    .contains("libsnappyjava.so", "liblz4-java.so", "libzstd-jni.so");
        }
    }

    @Test
    void logsInByAFileOfProperties() throws ExecutionException, InterruptedException {
        String properties = "bootstrap.servers=" + broker.saslServers()
                + "\nsecurity.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n"
                + "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"hydrant\" password=\"secret\";\n";
        topic("secret");
        send("secret", "none", "one ");
        try (HydrantContainer hydrant = full().withCopyToContainer(Transferable.of(properties), "/etc/kafka.properties")
                .withEnv("HYDRANT_RESOURCES", "{\"" + CLUSTER + "\":{\"properties\":\"/etc/kafka.properties\"}}")) {
            hydrant.start();
            hydrant.control().freeze(true);
            try (ClientsOf clients = ClientsOf.defaults(hydrant.getEndpoint(), hydrant.getRegion())) {
                create(clients, "secret");
                hydrant.control().flush("secret");

                assertThat(delivered(clients, "secret")).isEqualTo("one ");
            }
        }
    }

    @Test
    void hasThePostgresqlDriverAndTheModulesThatItNeeds() throws IOException, InterruptedException {
        String probe = DriverProbe.class.getName();
        try (HydrantContainer hydrant = full().withCopyToContainer(
                        MountableFile.forClasspathResource(probe.replace('.', '/') + ".class"),
                        "/probe/" + probe.replace('.', '/') + ".class")) {
            hydrant.start();

            assertThat(hydrant.execInContainer(
                                    "java",
                                    "-cp",
                                    "/probe:/opt/hydrant/hydrant.jar",
                                    probe,
                                    "jdbc:postgresql://127.0.0.1:1/none")
                            .getStdout())
                    .startsWith("08001 Connection to 127.0.0.1:1 refused.");
        }
    }

    @Test
    void theSmallImageSaysWhichOneReadsTopics() {
        try (HydrantContainer hydrant = new HydrantContainer()) {
            hydrant.start();
            hydrant.control().freeze(true);
            hydrant.control().putResource(CLUSTER, broker.servers());
            try (ClientsOf clients = ClientsOf.defaults(hydrant.getEndpoint(), hydrant.getRegion())) {
                create(clients, "topic");
                hydrant.control().advance(Duration.ofSeconds(5));

                assertThat(hydrant.control().stream("topic"))
                        .contains("Hydrant comes without Kafka's client", "run the image whose tag ends in -full");
            }
        }
    }
}
