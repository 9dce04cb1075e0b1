package io.hydrant.it;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.hydrant.control.HydrantControl;
import io.hydrant.testing.containers.HydrantContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The image, through the container that a user's test holds. {@code scripts/image --test} builds the image first. */
@Tag("docker")
class ContainerIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/firehose";
    private static final HydrantContainer hydrant = new HydrantContainer();

    @BeforeAll
    static void start() {
        hydrant.start();
    }

    @AfterAll
    static void stop() {
        hydrant.stop();
    }

    @Test
    void anEncryptedStreamDeliversThroughTheContainer() {
        try (ClientsOf clients = ClientsOf.defaults(hydrant.getEndpoint(), hydrant.getRegion())) {
            clients.s3.createBucket(bucket -> bucket.bucket("lake"));
            String key = clients.kms.createKey().keyMetadata().arn();
            create(clients, "orders", "lake", CompressionFormat.UNCOMPRESSED);

            clients.firehose.startDeliveryStreamEncryption(stream -> stream.deliveryStreamName("orders")
                    .deliveryStreamEncryptionConfigurationInput(
                            input -> input.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
            hydrant.control().advance(Duration.ofSeconds(10));

            assertThat(clients.firehose
                            .describeDeliveryStream(stream -> stream.deliveryStreamName("orders"))
                            .deliveryStreamDescription()
                            .deliveryStreamEncryptionConfiguration()
                            .status())
                    .isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);
            PutRecordBatchResponse put = clients.firehose.putRecordBatch(
                    batch -> batch.deliveryStreamName("orders").records(record("hel"), record("lo\n")));
            assertThat(put.encrypted()).isTrue();
            assertThat(put.failedPutCount()).isZero();

            hydrant.control().advance(Duration.ofSeconds(301));

            assertThat(contents(clients, "lake")).containsExactly("hello\n");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionFormat.class,
            names = {"SNAPPY", "HADOOP_SNAPPY"})
    void theNativeCompressorIsThereOnAReadOnlyFileSystemForAnyUser(CompressionFormat format) {
        try (HydrantContainer locked = new HydrantContainer()) {
            locked.withCreateContainerCmdModifier(command -> {
                command.withUser("12345");
                command.getHostConfig().withReadonlyRootfs(true);
            });
            locked.start();
            try (ClientsOf clients = ClientsOf.defaults(locked.getEndpoint(), locked.getRegion())) {
                clients.s3.createBucket(bucket -> bucket.bucket("lake"));
                create(clients, "pressed", "lake", format);
                clients.firehose.putRecord(
                        put -> put.deliveryStreamName("pressed").record(record("hello")));

                assertThat(locked.control().flush("pressed")).contains("\"outcome\":\"DELIVERED\"");
            }
        }
    }

    @Test
    void anotherContainerIsReachedByItsName() {
        try (Network network = Network.newNetwork();
                HydrantContainer store =
                        new HydrantContainer().withNetwork(network).withNetworkAliases("store");
                HydrantContainer sender = new HydrantContainer()
                        .withNetwork(network)
                        .withEnv("HYDRANT_S3_ENDPOINT", "http://store:" + HydrantContainer.PORT)) {
            store.start();
            sender.start();
            try (ClientsOf receiving = ClientsOf.defaults(store.getEndpoint(), store.getRegion());
                    ClientsOf sending = ClientsOf.defaults(sender.getEndpoint(), sender.getRegion())) {
                receiving.s3.createBucket(bucket -> bucket.bucket("lake"));
                create(sending, "away", "lake", CompressionFormat.UNCOMPRESSED);
                sending.firehose.putRecord(put -> put.deliveryStreamName("away").record(record("far")));
                sender.control().flush("away");
                sender.control().awaitDelivered("away", 1);

                assertThat(contents(receiving, "lake")).containsExactly("far");
            }
        }
    }

    @Test
    void theRegionIsThatOfTheSetting() {
        assertThat(new HydrantContainer().withEnv("HYDRANT_REGION", "eu-west-1").getRegion())
                .isEqualTo("eu-west-1");
        assertThat(hydrant.getRegion()).isEqualTo("us-east-1");
    }

    @Test
    void theControlOfARestartedContainerIsThatOfTheNewOne() {
        try (HydrantContainer twice = new HydrantContainer(DockerImageName.parse("hydrant"))) {
            twice.start();
            HydrantControl before = twice.control();
            assertThat(twice.control()).isSameAs(before);
            URI endpoint = twice.getEndpoint();
            twice.stop();
            twice.start();

            assertThat(twice.getEndpoint()).isNotEqualTo(endpoint);
            assertThat(twice.control().health()).contains("running");
        }
    }

    @Test
    void anS3ClientThatWasToldNothingButTheEndpointFindsItsBucket() {
        try (S3Client plain = S3Client.builder()
                .endpointOverride(hydrant.getEndpoint())
                .region(Region.of(hydrant.getRegion()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(hydrant.getAccessKey(), hydrant.getSecretKey())))
                .build()) {
            plain.createBucket(bucket -> bucket.bucket("plain"));

            assertThat(plain.listObjectsV2(list -> list.bucket("plain")).contents())
                    .isEmpty();
        }
    }

    /** Reuse has to be allowed where the tests run; the profile docker does it. */
    @Test
    void aReusedContainerKeepsItsStreamsUntilAReset() {
        String mark = UUID.randomUUID().toString();
        HydrantContainer first = reused(mark);
        first.start();
        try (HydrantContainer second = reused(mark)) {
            try (ClientsOf clients = ClientsOf.defaults(first.getEndpoint(), first.getRegion())) {
                clients.s3.createBucket(bucket -> bucket.bucket("lake"));
                create(clients, "kept", "lake", CompressionFormat.UNCOMPRESSED);
            }

            second.start();

            assertThat(second.getContainerId()).isEqualTo(first.getContainerId());
            assertThat(second.getEndpoint()).isEqualTo(first.getEndpoint());
            try (ClientsOf clients = ClientsOf.defaults(second.getEndpoint(), second.getRegion())) {
                assertThat(clients.firehose.listDeliveryStreams().deliveryStreamNames())
                        .containsExactly("kept");
                second.control().reset();
                assertThat(clients.firehose.listDeliveryStreams().deliveryStreamNames())
                        .isEmpty();
            }
        }
    }

    @Test
    void containersThatStartInParallelKnowNothingOfEachOther() {
        try (HydrantContainer one = new HydrantContainer();
                HydrantContainer other = new HydrantContainer()) {
            Startables.deepStart(one, other).join();
            try (ClientsOf first = ClientsOf.defaults(one.getEndpoint(), one.getRegion());
                    ClientsOf second = ClientsOf.defaults(other.getEndpoint(), other.getRegion())) {
                create(first, "alone", "lake", CompressionFormat.UNCOMPRESSED);
                one.control().freeze(true);

                assertThat(second.firehose.listDeliveryStreams().deliveryStreamNames())
                        .isEmpty();
                assertThat(one.control().clock()).contains("\"frozen\":true");
                assertThat(other.control().clock()).contains("\"frozen\":false");
            }
        }
    }

    @Test
    void parallelTestsShareAContainerByAccountsOfTheirOwn() {
        List<CompletableFuture<List<String>>> tests = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> deliveredTo("60000000000" + number, number)))
                .toList();

        for (int number = 0; number < tests.size(); number++) {
            assertThat(tests.get(number).join()).containsExactly("order " + number);
        }
    }

    /** What one test reads back after it has put, in its account, and reset nothing but that. */
    private static List<String> deliveredTo(String account, int number) {
        HydrantControl control = hydrant.control().inAccount(account);
        try (ClientsOf defaults = ClientsOf.defaults(hydrant.getEndpoint(), hydrant.getRegion());
                ClientsOf clients = defaults.as(AwsBasicCredentials.create(account, "secret"))) {
            clients.s3.createBucket(bucket -> bucket.bucket("orders"));
            create(clients, "orders", "orders", CompressionFormat.UNCOMPRESSED);
            clients.firehose.putRecord(put -> put.deliveryStreamName("orders").record(record("order " + number)));
            control.flush("orders");
            control.awaitDelivered("orders", 1);
            List<String> contents = contents(clients, "orders");
            control.reset();
            return contents;
        }
    }

    private static HydrantContainer reused(String mark) {
        return new HydrantContainer().withLabel("io.hydrant.it", mark).withReuse(true);
    }

    private static void create(ClientsOf clients, String name, String bucket, CompressionFormat format) {
        clients.firehose.createDeliveryStream(stream -> stream.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(s3 ->
                        s3.bucketARN("arn:aws:s3:::" + bucket).roleARN(ROLE).compressionFormat(format)));
    }

    private static Record record(String text) {
        return Record.builder().data(SdkBytes.fromUtf8String(text)).build();
    }

    private static List<String> contents(ClientsOf clients, String bucket) {
        return clients.s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .map(key -> clients.s3
                        .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                        .asString(UTF_8))
                .toList();
    }
}
