package io.hydrant.it;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.Hydrant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfiguration;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfigurationInput;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.KinesisStreamSourceConfiguration;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the tests do over and over with the clients of one account. Time stands still unless it is moved here. */
final class Workbench {
    /** Longer than ENABLING or DISABLING together with the lag after it. */
    static final Duration SETTLED = Duration.ofSeconds(10);

    /** How long Firehose keeps records that it cannot deliver. */
    static final Duration RETENTION = Duration.ofHours(24);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hydrant hydrant;
    private final ClientsOf clients;

    Workbench(Hydrant hydrant, ClientsOf clients) {
        this.hydrant = hydrant;
        this.clients = clients;
    }

    void advance(Duration span) {
        hydrant.control().advance(span);
    }

    void settle() {
        advance(SETTLED);
    }

    CreateDeliveryStreamRequest.Builder creation(String name) {
        return CreateDeliveryStreamRequest.builder()
                .deliveryStreamName(name)
                .extendedS3DestinationConfiguration(s3 -> s3.bucketARN("arn:aws:s3:::bucket")
                        .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery"));
    }

    /** Creates a DirectPut stream without encryption and answers its name. */
    String stream(String name) {
        clients.firehose.createDeliveryStream(creation(name).build());
        return name;
    }

    /** Creates a stream that reads from Kinesis. */
    String kinesisStream(String name) {
        try (KinesisClient kinesis = clients.kinesis()) {
            kinesis.createStream(r -> r.streamName("s").shardCount(1));
        }
        clients.firehose.createDeliveryStream(creation(name)
                .deliveryStreamType("KinesisStreamAsSource")
                .kinesisStreamSourceConfiguration(source())
                .build());
        return name;
    }

    KinesisStreamSourceConfiguration source() {
        return KinesisStreamSourceConfiguration.builder()
                .kinesisStreamARN("arn:aws:kinesis:us-east-1:" + ClientsOf.DEFAULT_ACCOUNT + ":stream/s")
                .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/source")
                .build();
    }

    /** Creates a symmetric key and answers its ARN. */
    String key() {
        return clients.kms.createKey().keyMetadata().arn();
    }

    String key(KeySpec spec, KeyUsageType usage) {
        return clients.kms
                .createKey(k -> k.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .arn();
    }

    static DeliveryStreamEncryptionConfigurationInput customer(String keyArn) {
        return DeliveryStreamEncryptionConfigurationInput.builder()
                .keyType(KeyType.CUSTOMER_MANAGED_CMK)
                .keyARN(keyArn)
                .build();
    }

    static DeliveryStreamEncryptionConfigurationInput awsOwned() {
        return DeliveryStreamEncryptionConfigurationInput.builder()
                .keyType(KeyType.AWS_OWNED_CMK)
                .build();
    }

    void start(String name) {
        clients.firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName(name));
    }

    void start(String name, String keyArn) {
        start(name, customer(keyArn));
    }

    void start(String name, DeliveryStreamEncryptionConfigurationInput key) {
        clients.firehose.startDeliveryStreamEncryption(
                r -> r.deliveryStreamName(name).deliveryStreamEncryptionConfigurationInput(key));
    }

    void stop(String name) {
        clients.firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName(name));
    }

    /** Starts and waits until records are encrypted. */
    void enable(String name, String keyArn) {
        start(name, keyArn);
        settle();
        assertThat(status(name)).isEqualTo(DeliveryStreamEncryptionStatus.ENABLED);
    }

    /** A new stream that encrypts with {@code keyArn}. */
    String encryptedStream(String name, String keyArn) {
        stream(name);
        enable(name, keyArn);
        return name;
    }

    DeliveryStreamDescription describe(String name) {
        return clients.firehose
                .describeDeliveryStream(r -> r.deliveryStreamName(name))
                .deliveryStreamDescription();
    }

    DeliveryStreamEncryptionConfiguration encryption(String name) {
        return describe(name).deliveryStreamEncryptionConfiguration();
    }

    DeliveryStreamEncryptionStatus status(String name) {
        return encryption(name).status();
    }

    /** Why the latest attempt failed; insists that it did. */
    String enablingFailure(String name) {
        assertThat(status(name)).isEqualTo(DeliveryStreamEncryptionStatus.ENABLING_FAILED);
        assertThat(encryption(name).failureDescription().details()).isNotBlank();
        return encryption(name).failureDescription().typeAsString();
    }

    /** Puts one record and answers {@code Encrypted}. */
    boolean put(String name) {
        return clients.firehose
                .putRecord(r -> r.deliveryStreamName(name).record(d -> d.data(SdkBytes.fromUtf8String("water"))))
                .encrypted();
    }

    /** Puts three records and answers {@code Encrypted}. */
    boolean putBatch(String name) {
        return clients.firehose
                .putRecordBatch(r -> r.deliveryStreamName(name).records(List.of(record("a"), record("b"), record("c"))))
                .encrypted();
    }

    private static Record record(String text) {
        return Record.builder().data(SdkBytes.fromUtf8String(text)).build();
    }

    List<GrantListEntry> grants(String keyArn) {
        return clients.kms.listGrantsPaginator(r -> r.keyId(keyArn)).grants().stream()
                .toList();
    }

    /** Adds a statement that denies Firehose {@code action} to the default policy of the key. */
    void denyFirehose(String keyArn, String action) {
        policy(
                keyArn,
                ",{\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"firehose.amazonaws.com\"},\"Action\":\"" + action
                        + "\",\"Resource\":\"*\"}");
    }

    void defaultPolicy(String keyArn) {
        policy(keyArn, "");
    }

    private void policy(String keyArn, String more) {
        String account = keyArn.split(":", -1)[4];
        clients.kms.putKeyPolicy(r -> r.keyId(keyArn)
                .policyName("default")
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                        + "\"arn:aws:iam::" + account + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}" + more
                        + "]}"));
    }

    /** What the control API tells of the stream. */
    JsonNode inside(String name) {
        return json(hydrant.control().stream(name));
    }

    /** The stream's events of that name, oldest first. */
    List<JsonNode> events(String name, String eventName) {
        return json(hydrant.control().events(name)).path("events").findParents("eventName").stream()
                .filter(e -> e.path("eventName").asText().equals(eventName))
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    /** Code and text of a refusal by KMS, such as {@code "NotFoundException: Invalid keyId 'x'"}. */
    static String kmsRefusal(ThrowingCallable call) {
        KmsException thrown = catchThrowableOfType(KmsException.class, call);
        assertThat(thrown).as("nothing was refused").isNotNull();
        AwsErrorDetails details = thrown.awsErrorDetails();
        return details.errorCode() + ": " + details.errorMessage();
    }

    /** What AWS answered to a call that must be refused. */
    static AwsErrorDetails refusal(ThrowingCallable call) {
        return refusal(FirehoseException.class, call).awsErrorDetails();
    }

    static <E extends FirehoseException> E refusal(Class<E> type, ThrowingCallable call) {
        E thrown = catchThrowableOfType(type, call);
        assertThat(thrown).as("nothing was refused").isNotNull();
        return thrown;
    }
}
