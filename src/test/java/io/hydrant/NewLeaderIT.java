package io.hydrant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.Tag;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The node that leads ends, and another goes on where it was. All calls go to that one, also those before the change. */
class NewLeaderIT {
    private static TestNodes nodes;

    private Hydrant first;
    private Hydrant second;
    private FirehoseClient firehose;

    @BeforeAll
    static void startEngine() {
        nodes = new TestNodes();
    }

    @AfterAll
    static void stopEngine() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @BeforeEach
    void start() {
        nodes.startAnew();
        first = nodes.start();
        second = nodes.start();
        firehose = nodes.client(second, FirehoseClient.builder());
        second.control().freeze(true);
    }

    private void change() {
        first.close();
        assertThat(TestNodes.listed(second))
                .singleElement()
                .satisfies(only -> assertThat(only.path("leads").asBoolean()).isTrue());
    }

    private void create(String name) {
        firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::bucket")
                        .prefix(name + "/")
                        .roleARN("arn:aws:iam::000000000000:role/delivery"))
                .tags(Tag.builder().key("team").value("blue").build()));
        second.control().advance(Duration.ofSeconds(10));
    }

    private DeliveryStreamDescription describe(String name) {
        return firehose.describeDeliveryStream(r -> r.deliveryStreamName(name)).deliveryStreamDescription();
    }

    private boolean put(String name, String text) {
        return firehose.putRecord(
                        r -> r.deliveryStreamName(name).record(d -> d.data(SdkBytes.fromUtf8String(text + "\n"))))
                .encrypted();
    }

    private static JsonNode now(Hydrant node) {
        return RestartedServer.json(node.control().clock()).path("now");
    }

    @Test
    void anEncryptedStreamGoesOnWithWhatItHolds() {
        KmsClient kms = nodes.client(second, KmsClient.builder());
        String key = kms.createKey().keyMetadata().arn();
        create("sealed");
        firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("sealed")
                .deliveryStreamEncryptionConfigurationInput(
                        e -> e.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        second.control().advance(Duration.ofSeconds(10));
        DeliveryStreamDescription before = describe("sealed");
        assertThat(before.deliveryStreamEncryptionConfiguration().status())
                .isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);
        assertThat(put("sealed", "a")).isTrue();
        assertThat(put("sealed", "b")).isTrue();
        SdkBytes blob = kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("secret")))
                .ciphertextBlob();

        change();

        assertThat(describe("sealed")).isEqualTo(before);
        assertThat(firehose.listTagsForDeliveryStream(r -> r.deliveryStreamName("sealed"))
                        .tags())
                .extracting(Tag::value)
                .containsExactly("blue");
        assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String())
                .isEqualTo("secret");
        assertThat(put("sealed", "c")).isTrue();
        second.control().flush("sealed");
        assertThat(nodes.delivered("sealed/")).containsExactly("a", "b", "c");
        assertThat(second.control().awaitDelivered("sealed", 3)).contains("sealed");
    }

    @Test
    void stepsThatAreDueLaterAreTakenByTheNextNode() {
        create("orders");
        firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
        assertThat(describe("orders").deliveryStreamEncryptionConfiguration().status())
                .isEqualTo(DeliveryStreamEncryptionStatus.ENABLING);

        change();

        assertThat(describe("orders").deliveryStreamEncryptionConfiguration().status())
                .isEqualTo(DeliveryStreamEncryptionStatus.ENABLING);
        second.control().advance(Duration.ofSeconds(10));
        assertThat(describe("orders").deliveryStreamEncryptionConfiguration().status())
                .isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);
    }

    @Test
    void aSourceIsReadOnWhereItWas() {
        KinesisClient kinesis = nodes.client(second, KinesisClient.builder());
        kinesis.createStream(r -> r.streamName("clicks").shardCount(1));
        second.control().advance(Duration.ofSeconds(10));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("reader")
                .deliveryStreamType(DeliveryStreamType.KINESIS_STREAM_AS_SOURCE)
                .kinesisStreamSourceConfiguration(
                        c -> c.kinesisStreamARN("arn:aws:kinesis:us-east-1:000000000000:stream/clicks")
                                .roleARN("arn:aws:iam::000000000000:role/delivery"))
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::bucket")
                        .prefix("reader/")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")));
        second.control().flush("reader");
        send(kinesis, "one");
        second.control().flush("reader");
        assertThat(nodes.delivered("reader/")).containsExactly("one");
        send(kinesis, "two");

        change();

        send(kinesis, "three");
        second.control().flush("reader");
        assertThat(nodes.delivered("reader/")).containsExactlyInAnyOrder("one", "two", "three");
    }

    private static void send(KinesisClient kinesis, String text) {
        kinesis.putRecord(r -> r.streamName("clicks").partitionKey("k").data(SdkBytes.fromUtf8String(text + "\n")));
    }

    @Test
    void theClockTheRulesTheResourcesAndTheSessionsAreThoseOfBefore() {
        second.control().advance(Duration.ofDays(40));
        JsonNode now = now(second);
        String unused = second.control().putResource("enrich", "http://localhost:9");
        String resources = second.control().resources();
        second.control()
                .faults()
                .add("{\"on\":{\"hop\":\"kms\",\"operation\":\"ListKeys\"},\"when\":{\"after\":1},"
                        + "\"then\":{\"error\":\"DisabledException\"}}");
        nodes.client(second, KmsClient.builder()).listKeys();
        String faults = second.control().faults().list();
        Credentials session = nodes.client(second, StsClient.builder())
                .assumeRole(
                        r -> r.roleArn("arn:aws:iam::000000000000:role/night").roleSessionName("one"))
                .credentials();

        change();

        assertThat(now(second)).isEqualTo(now);
        assertThat(second.control().resources()).isEqualTo(resources).contains("enrich");
        assertThat(second.control().faults().list()).isEqualTo(faults);
        AwsSessionCredentials known =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        assertThat(nodes.client(second, StsClient.builder(), known)
                        .getCallerIdentity()
                        .arn())
                .endsWith("assumed-role/night/one");
        assertThatThrownBy(() -> nodes.client(second, KmsClient.builder()).listKeys())
                .isInstanceOf(KmsException.class);
        Hydrant third = nodes.start();
        assertThat(now(third)).isEqualTo(now);
        assertThat(third.control().resources()).isEqualTo(resources);
    }

    @Test
    void thereAre25CallsADayWhicheverNodesLead() {
        create("orders");
        for (int i = 0; i < 25; i++) {
            if (i == 13) {
                change();
            }
            if (i % 2 == 0) {
                firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
            } else {
                firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
            }
            second.control().advance(Duration.ofMinutes(1));
        }
        Hydrant third = nodes.start();
        second.close();
        firehose = nodes.client(third, FirehoseClient.builder());

        assertThatThrownBy(() -> firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")))
                .isInstanceOf(LimitExceededException.class);
        third.control().advance(Duration.ofHours(24));
        firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName("orders"));
    }

    @Test
    void aResetIsForGood() {
        create("orders");
        put("orders", "gone");
        nodes.client(second, KmsClient.builder()).createKey();
        second.control().reset();

        change();

        assertThat(firehose.listDeliveryStreams().deliveryStreamNames()).isEmpty();
        assertThat(nodes.client(second, KmsClient.builder()).listKeys().keys()).isEmpty();
        assertThat(second.control().clock()).contains("\"offset\":\"PT0S\"");
        create("orders");
        second.control().flush("orders");
        assertThat(nodes.delivered("orders/")).doesNotContain("gone");
    }

    @Test
    void nodesThatStartAtTheSameMomentAreOne() {
        nodes.startAnew();
        Map<String, String> settings = nodes.settings();
        List<Hydrant> all =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> Hydrant.start(settings)))
                        .limit(3)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        try {
            firehose = nodes.client(all.get(0), FirehoseClient.builder());
            second = all.get(1);
            create("together");

            assertThat(all).allSatisfy(each -> {
                assertThat(TestNodes.listed(each)).hasSize(3);
                put("together", "a");
            });
            all.get(2).control().flush("together");
            assertThat(nodes.delivered("together/")).containsExactly("a", "a", "a");
        } finally {
            all.forEach(Hydrant::close);
        }
    }

    @Test
    void aSeedIsSownOnce(@TempDir Path folder) throws IOException {
        Path seed = folder.resolve("seed.json");
        Files.writeString(
                seed,
                """
                {"keys": [{"Description": "no id"}],
                 "streams": [{"DeliveryStreamName": "sown", "ExtendedS3DestinationConfiguration": {
                  "RoleARN": "arn:aws:iam::000000000000:role/firehose", "BucketARN": "arn:aws:s3:::bucket"}}]}
                """);
        nodes.startAnew();
        Map<String, String> sown = Map.of("HYDRANT_SEED_FILE", seed.toString());
        first = nodes.start(sown);
        second = nodes.start(sown);
        firehose = nodes.client(second, FirehoseClient.builder());
        KmsClient kms = nodes.client(second, KmsClient.builder());
        assertThat(kms.listKeys().keys()).hasSize(1);
        firehose.deleteDeliveryStream(r -> r.deliveryStreamName("sown"));
        second.control().advance(Duration.ofSeconds(10));

        change();

        assertThat(kms.listKeys().keys()).hasSize(1);
        assertThat(firehose.listDeliveryStreams().deliveryStreamNames()).isEmpty();
        second.control().reset();
        assertThat(firehose.listDeliveryStreams().deliveryStreamNames()).containsExactly("sown");
    }
}
