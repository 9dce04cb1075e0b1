package io.hydrant;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** State in a data folder: a server that is closed or killed goes on where it was. Buffered records and S3 objects are not there yet. */
class DurableStateIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a server ends. A killed one leaves what its files held at that moment. */
    enum End {
        CLOSED,
        KILLED
    }

    private final Path folders;
    private int starts;
    private @Nullable Server running;

    /** A server on a folder, with its clients. */
    private record Server(Path folder, Hydrant hydrant, FirehoseClient firehose, KmsClient kms) {}

    DurableStateIT(@TempDir Path folders) {
        this.folders = folders;
    }

    private void start(Path data) {
        Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_DATA_DIR", data.toString()));
        AwsCredentials test = AwsBasicCredentials.create("test", "test");
        running = new Server(
                data,
                hydrant,
                client(hydrant, FirehoseClient.builder(), test),
                client(hydrant, KmsClient.builder(), test));
    }

    private Server server() {
        return Objects.requireNonNull(running);
    }

    private Hydrant hydrant() {
        return server().hydrant();
    }

    private FirehoseClient firehose() {
        return server().firehose();
    }

    private KmsClient kms() {
        return server().kms();
    }

    private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            Hydrant hydrant, B builder, AwsCredentials credentials) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private void startFrozen() {
        start(folders.resolve("data"));
        hydrant().control().freeze(true);
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
        try {
            Files.createDirectories(next);
            for (String name : List.of("format", "master.key", "state.mv.db")) {
                Files.copy(server().folder().resolve(name), next.resolve(name));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        if (running != null) {
            firehose().close();
            kms().close();
            hydrant().close();
            running = null;
        }
    }

    private DeliveryStreamDescription described(String name) {
        return firehose()
                .describeDeliveryStream(r -> r.deliveryStreamName(name))
                .deliveryStreamDescription();
    }

    private DeliveryStreamEncryptionStatus encryption(String name) {
        return described(name).deliveryStreamEncryptionConfiguration().status();
    }

    private void createStream(String name) {
        firehose().createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::bucket")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")
                        .prefix("näme/")
                        .bufferingHints(h -> h.sizeInMBs(7).intervalInSeconds(77)))
                .tags(Tag.builder().key("team").value("blue").build()));
    }

    private void encrypt(String name, String keyArn) {
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName(name)
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(keyArn)));
    }

    private JsonNode clock() {
        try {
            return JSON.readTree(hydrant().control().clock());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsKeysAndGrantsAreThereAfterAStart(End end) {
        startFrozen();
        String key = kms().createKey(r -> r.description("mine")).keyMetadata().arn();
        kms().createAlias(r -> r.aliasName("alias/mine").targetKeyId(key));
        String grant = kms().createGrant(r -> r.keyId(key)
                        .granteePrincipal("arn:aws:iam::000000000000:user/ann")
                        .operations(GrantOperation.DECRYPT))
                .grantId();
        SdkBytes blob = kms().encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("secret")))
                .ciphertextBlob();
        createStream("orders");
        encrypt("orders", key);
        createStream("visits");
        encrypt("visits", key);
        hydrant().control().advance(Duration.ofSeconds(10));
        DeliveryStreamDescription before = described("orders");
        assertThat(before.deliveryStreamEncryptionConfiguration().status())
                .isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);

        restart(end);

        assertThat(described("orders")).isEqualTo(before);
        assertThat(firehose()
                        .listTagsForDeliveryStream(r -> r.deliveryStreamName("orders"))
                        .tags())
                .hasSize(1);
        assertThat(kms().decrypt(r -> r.ciphertextBlob(blob).keyId("alias/mine"))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("secret");
        assertThat(kms().listGrants(r -> r.keyId(key)).grants()).hasSize(3).anyMatch(each -> each.grantId()
                .equals(grant));
        assertThat(firehose()
                        .putRecord(
                                r -> r.deliveryStreamName("visits").record(d -> d.data(SdkBytes.fromUtf8String("a"))))
                        .encrypted())
                .isTrue();

        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
        hydrant().control().advance(Duration.ofSeconds(10));
        assertThat(kms().listGrants(r -> r.keyId(key)).grants()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void stepsThatWereDueLaterGoOn(End end) {
        startFrozen();
        String key = kms().createKey().keyMetadata().arn();
        String gone = kms().createKey().keyMetadata().keyId();
        kms().scheduleKeyDeletion(r -> r.keyId(gone).pendingWindowInDays(7));
        createStream("orders");
        encrypt("orders", key);
        JsonNode pending = clock().path("pending");
        assertThat(pending).isNotEmpty();

        restart(end);

        assertThat(clock().path("pending")).isEqualTo(pending);
        assertThat(encryption("orders")).isEqualTo(DeliveryStreamEncryptionStatus.ENABLING);
        hydrant().control().advance(Duration.ofSeconds(10));
        assertThat(encryption("orders")).isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);
        hydrant().control().advance(Duration.ofDays(7));
        assertThat(kms().listKeys().keys()).extracting(each -> each.keyId()).doesNotContain(gone);
    }

    @ParameterizedTest
    @EnumSource
    void theWindowOf25CallsHolds(End end) {
        startFrozen();
        createStream("orders");
        for (int i = 0; i < 25; i++) {
            if (i == 13) {
                restart(end);
            }
            if (i % 2 == 0) {
                firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                        .deliveryStreamEncryptionConfigurationInput(c -> c.keyType(KeyType.AWS_OWNED_CMK)));
            } else {
                firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
            }
            hydrant().control().advance(Duration.ofMinutes(1));
        }
        restart(end);

        assertThatThrownBy(() -> firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")))
                .isInstanceOf(LimitExceededException.class);
        hydrant().control().advance(Duration.ofHours(24));
        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
    }

    @ParameterizedTest
    @EnumSource
    void theMovedClockStandsWhereItStood(End end) {
        startFrozen();
        hydrant().control().advance(Duration.ofDays(400));
        String now = clock().path("now").asText();
        restart(end);
        assertThat(clock().path("now").asText()).isEqualTo(now);
        assertThat(clock().path("frozen").asBoolean()).isTrue();

        hydrant().control().freeze(false);
        restart(end);
        assertThat(clock().path("frozen").asBoolean()).isFalse();
        assertThat(clock().path("now").asText()).isGreaterThanOrEqualTo(now);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsStillKnown(End end) {
        startFrozen();
        Credentials session;
        try (StsClient sts = client(hydrant(), StsClient.builder(), AwsBasicCredentials.create("test", "test"))) {
            session = sts.assumeRole(r ->
                            r.roleArn("arn:aws:iam::000000000000:role/night").roleSessionName("one"))
                    .credentials();
        }

        restart(end);

        AwsCredentials credentials =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        try (StsClient sts = client(hydrant(), StsClient.builder(), credentials)) {
            assertThat(sts.getCallerIdentity().arn()).endsWith("assumed-role/night/one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetIsForGood(End end) {
        startFrozen();
        String key = kms().createKey().keyMetadata().arn();
        createStream("orders");
        encrypt("orders", key);
        hydrant().control().advance(Duration.ofDays(1));
        hydrant().control().reset();

        restart(end);

        assertThat(firehose().listDeliveryStreams().deliveryStreamNames()).isEmpty();
        assertThat(kms().listKeys().keys()).isEmpty();
        assertThat(clock().path("pending")).isEmpty();
        assertThat(clock().path("offset").asText()).isEqualTo("PT0S");
    }

    @Test
    void aSecondServerOnTheFolderIsRefused() {
        startFrozen();
        URI first = hydrant().endpoint();
        Map<String, String> same = Map.of("HYDRANT_DATA_DIR", server().folder().toString());
        assertThatThrownBy(() -> Hydrant.start(same))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is in use by another process.");
        assertThat(hydrant().endpoint()).isEqualTo(first);
    }

    @Test
    void keyMaterialIsNotReadableInTheFolder() throws IOException {
        startFrozen();
        createStream("orders");
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(c -> c.keyType(KeyType.AWS_OWNED_CMK)));
        kms().createKey();
        hydrant().control().advance(Duration.ofSeconds(10));
        firehose().putRecord(r -> r.deliveryStreamName("orders").record(d -> d.data(SdkBytes.fromUtf8String("a"))));
        Path folder = server().folder();
        stop();

        byte[] master = Files.readAllBytes(folder.resolve("master.key"));
        String state = new String(Files.readAllBytes(folder.resolve("state.mv.db")), ISO_8859_1);
        assertThat(state).doesNotContain(new String(master, ISO_8859_1));
        assertThat(state).contains("kms.material");
    }
}
