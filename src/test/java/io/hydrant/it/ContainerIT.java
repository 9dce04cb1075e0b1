package io.hydrant.it;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.hydrant.testing.HydrantControl;
import io.hydrant.testing.containers.HydrantContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.s3.model.S3Object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The image, through the container that a user's test holds. {@code scripts/containers} builds the image first. */
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
