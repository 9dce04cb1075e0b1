package io.hydrant;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.Tag;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** State in a data folder: a server that is closed or killed goes on where it was. */
class DurableStateIT {
    private final RestartedServer server;

    DurableStateIT(@TempDir Path folders) {
        server = new RestartedServer(folders);
    }

    @BeforeEach
    void start() {
        server.startFrozen();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FirehoseClient firehose() {
        return server.client(FirehoseClient.class, () -> server.client(FirehoseClient.builder()));
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
        return RestartedServer.json(server.control().clock());
    }

    @ParameterizedTest
    @EnumSource
    void streamsKeysAndGrantsAreThereAfterAStart(RestartedServer.End end) {
        String key =
                server.kms().createKey(r -> r.description("mine")).keyMetadata().arn();
        server.kms().createAlias(r -> r.aliasName("alias/mine").targetKeyId(key));
        String grant = server.kms()
                .createGrant(r -> r.keyId(key)
                        .granteePrincipal("arn:aws:iam::000000000000:user/ann")
                        .operations(GrantOperation.DECRYPT))
                .grantId();
        SdkBytes blob = server.kms()
                .encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("secret")))
                .ciphertextBlob();
        createStream("orders");
        encrypt("orders", key);
        createStream("visits");
        encrypt("visits", key);
        server.control().advance(Duration.ofSeconds(10));
        DeliveryStreamDescription before = described("orders");
        assertThat(before.deliveryStreamEncryptionConfiguration().status())
                .isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);

        server.restart(end);

        assertThat(described("orders")).isEqualTo(before);
        assertThat(firehose()
                        .listTagsForDeliveryStream(r -> r.deliveryStreamName("orders"))
                        .tags())
                .hasSize(1);
        assertThat(server.kms()
                        .decrypt(r -> r.ciphertextBlob(blob).keyId("alias/mine"))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("secret");
        assertThat(server.kms().listGrants(r -> r.keyId(key)).grants())
                .hasSize(3)
                .anyMatch(each -> each.grantId().equals(grant));
        assertThat(firehose()
                        .putRecord(
                                r -> r.deliveryStreamName("visits").record(d -> d.data(SdkBytes.fromUtf8String("a"))))
                        .encrypted())
                .isTrue();

        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
        server.control().advance(Duration.ofSeconds(10));
        assertThat(server.kms().listGrants(r -> r.keyId(key)).grants()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void stepsThatWereDueLaterGoOn(RestartedServer.End end) {
        String key = server.kms().createKey().keyMetadata().arn();
        String gone = server.kms().createKey().keyMetadata().keyId();
        server.kms().scheduleKeyDeletion(r -> r.keyId(gone).pendingWindowInDays(7));
        createStream("orders");
        encrypt("orders", key);
        JsonNode pending = clock().path("pending");
        assertThat(pending).isNotEmpty();

        server.restart(end);

        assertThat(clock().path("pending")).isEqualTo(pending);
        assertThat(encryption("orders")).isEqualTo(DeliveryStreamEncryptionStatus.ENABLING);
        server.control().advance(Duration.ofSeconds(10));
        assertThat(encryption("orders")).isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);
        server.control().advance(Duration.ofDays(7));
        assertThat(server.kms().listKeys().keys())
                .extracting(each -> each.keyId())
                .doesNotContain(gone);
    }

    @ParameterizedTest
    @EnumSource
    void theWindowOf25CallsHolds(RestartedServer.End end) {
        createStream("orders");
        for (int i = 0; i < 25; i++) {
            if (i == 13) {
                server.restart(end);
            }
            if (i % 2 == 0) {
                firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                        .deliveryStreamEncryptionConfigurationInput(c -> c.keyType(KeyType.AWS_OWNED_CMK)));
            } else {
                firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
            }
            server.control().advance(Duration.ofMinutes(1));
        }
        server.restart(end);

        assertThatThrownBy(() -> firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")))
                .isInstanceOf(LimitExceededException.class);
        server.control().advance(Duration.ofHours(24));
        firehose().stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
    }

    @ParameterizedTest
    @EnumSource
    void theMovedClockStandsWhereItStood(RestartedServer.End end) {
        server.control().advance(Duration.ofDays(400));
        String now = clock().path("now").asText();
        server.restart(end);
        assertThat(clock().path("now").asText()).isEqualTo(now);
        assertThat(clock().path("frozen").asBoolean()).isTrue();

        server.control().freeze(false);
        server.restart(end);
        assertThat(clock().path("frozen").asBoolean()).isFalse();
        assertThat(clock().path("now").asText()).isGreaterThanOrEqualTo(now);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsStillKnown(RestartedServer.End end) {
        Credentials session;
        try (StsClient sts = server.client(StsClient.builder())) {
            session = sts.assumeRole(r ->
                            r.roleArn("arn:aws:iam::000000000000:role/night").roleSessionName("one"))
                    .credentials();
        }

        server.restart(end);

        AwsCredentials credentials =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        try (StsClient sts = server.client(StsClient.builder(), credentials)) {
            assertThat(sts.getCallerIdentity().arn()).endsWith("assumed-role/night/one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetIsForGood(RestartedServer.End end) {
        String key = server.kms().createKey().keyMetadata().arn();
        createStream("orders");
        encrypt("orders", key);
        server.control().advance(Duration.ofDays(1));
        server.control().reset();

        server.restart(end);

        assertThat(firehose().listDeliveryStreams().deliveryStreamNames()).isEmpty();
        assertThat(server.kms().listKeys().keys()).isEmpty();
        assertThat(clock().path("pending")).isEmpty();
        assertThat(clock().path("offset").asText()).isEqualTo("PT0S");
    }

    @Test
    void aSecondServerOnTheFolderIsRefused() {
        URI first = server.hydrant().endpoint();
        Map<String, String> same = Map.of("HYDRANT_DATA_DIR", server.folder().toString());
        assertThatThrownBy(() -> Hydrant.start(same))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is in use by another process.");
        assertThat(server.hydrant().endpoint()).isEqualTo(first);
    }

    @Test
    void keyMaterialIsNotReadableInTheFolder() throws IOException {
        createStream("orders");
        firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(c -> c.keyType(KeyType.AWS_OWNED_CMK)));
        server.kms().createKey();
        server.control().advance(Duration.ofSeconds(10));
        firehose().putRecord(r -> r.deliveryStreamName("orders").record(d -> d.data(SdkBytes.fromUtf8String("a"))));
        Path folder = server.folder();
        stop();

        byte[] master = Files.readAllBytes(folder.resolve("master.key"));
        String state = new String(Files.readAllBytes(folder.resolve("state.mv.db")), ISO_8859_1);
        assertThat(state).doesNotContain(new String(master, ISO_8859_1));
        assertThat(state).contains("kms.material");
    }
}
