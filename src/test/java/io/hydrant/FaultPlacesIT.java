package io.hydrant;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.hydrant.config.Settings;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfiguration;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.InvalidKmsResourceException;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every place where a call can be made to fail, in a whole Hydrant. */
class FaultPlacesIT {
    private static final String ACCOUNT = "000000000000";
    private static final Effect BUSY = new Effect.Refusal("ServiceUnavailableException", "Slow down.", 503);

    /** Fails the calls of one operation, as long as it is told to, and remembers what it was asked. */
    private static final class OneFault implements Faults {
        private final List<Call> asked = new CopyOnWriteArrayList<>();
        private volatile Hop hop = Hop.FIREHOSE;
        private volatile String operation = "";
        private volatile Effect effect = BUSY;

        void strike(Hop at, String called, Effect with) {
            hop = at;
            operation = called;
            effect = with;
        }

        void rest() {
            operation = "";
        }

        @Override
        public boolean watches(Hop at) {
            return true;
        }

        @Override
        public Optional<Strike> on(Call call) {
            asked.add(call);
            boolean usual = hop == Hop.FIREHOSE || call.maker() == Call.Maker.FIREHOSE;
            return usual && call.hop() == hop && call.operation().equals(operation)
                    ? Optional.of(new Strike("test", Duration.ZERO, Optional.of(effect)))
                    : Optional.empty();
        }
    }

    private final OneFault faults = new OneFault();
    private final Hydrant hydrant =
            Hydrant.start(((Settings.Result.Run) Settings.parse(Map.of(), List.of("--port", "0"))).config(), faults);
    private final FirehoseClient firehose = client(FirehoseClient.builder(), hydrant.endpoint());
    private final KmsClient kms = client(KmsClient.builder(), hydrant.endpoint());
    private final S3Client s3 = client(S3Client.builder().forcePathStyle(true), hydrant.endpoint());

    private static <C, B extends AwsClientBuilder<B, C>> C client(B builder, URI endpoint) {
        if (builder instanceof software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<?, ?> sync) {
            Object unused = sync.httpClient(UrlConnectionHttpClient.create());
        }
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(
                        c -> c.retryStrategy(RetryMode.STANDARD).retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
    }

    @BeforeEach
    void createStream() {
        hydrant.control().freeze(true);
        s3.createBucket(b -> b.bucket("bucket"));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("orders")
                .extendedS3DestinationConfiguration(
                        c -> c.bucketARN("arn:aws:s3:::bucket").roleARN("arn:aws:iam::" + ACCOUNT + ":role/delivery")));
    }

    @AfterEach
    void close() {
        firehose.close();
        kms.close();
        s3.close();
        hydrant.close();
    }

    private void put() {
        firehose.putRecord(r -> r.deliveryStreamName("orders").record(d -> d.data(SdkBytes.fromUtf8String("one"))));
    }

    private String encrypt() {
        String key = kms.createKey().keyMetadata().arn();
        firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        hydrant.control().advance(Duration.ofSeconds(10));
        return key;
    }

    private DeliveryStreamEncryptionConfiguration encryption() {
        return firehose.describeDeliveryStream(r -> r.deliveryStreamName("orders"))
                .deliveryStreamDescription()
                .deliveryStreamEncryptionConfiguration();
    }

    @Test
    void anOperationOfFirehoseIsRefusedWithTheErrorAndDoesNothing() {
        faults.strike(Hop.FIREHOSE, "PutRecord", BUSY);
        assertThatThrownBy(this::put).isInstanceOfSatisfying(ServiceUnavailableException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(503);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Slow down.");
        });

        faults.strike(Hop.FIREHOSE, "DeleteDeliveryStream", new Effect.Refusal("ResourceInUseException", "Busy.", 400));
        assertThatThrownBy(() -> firehose.deleteDeliveryStream(r -> r.deliveryStreamName("orders")))
                .isInstanceOfSatisfying(
                        FirehoseException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceInUseException"));

        faults.rest();
        put();
        hydrant.control().flush("orders");
        assertThat(s3.listObjectsV2(r -> r.bucket("bucket")).keyCount()).isEqualTo(1);
        assertThat(s3.getObjectAsBytes(r -> r.bucket("bucket")
                                .key(s3.listObjectsV2(l -> l.bucket("bucket"))
                                        .contents()
                                        .get(0)
                                        .key()))
                        .asUtf8String())
                .isEqualTo("one");
    }

    @Test
    void anOperationIsAskedForWithItsStreamAndItsCaller() {
        put();

        assertThat(faults.asked)
                .filteredOn(call -> call.operation().equals("PutRecord"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.scope().account().value()).isEqualTo(ACCOUNT);
                    assertThat(call.about())
                            .containsEntry(Call.About.STREAM, "orders")
                            .containsEntry(Call.About.CALLER, "arn:aws:iam::" + ACCOUNT + ":root");
                });
    }

    @Test
    void aGrantThatKmsRefusesFailsTheStartOfEncryption() {
        faults.strike(Hop.KMS, "CreateGrant", new Effect.Refusal("LimitExceededException", "Too many grants.", 400));

        String key = encrypt();

        assertThat(encryption().statusAsString()).isEqualTo("ENABLING_FAILED");
        assertThat(encryption().failureDescription().details()).contains("Too many grants.");
        assertThat(faults.asked)
                .filteredOn(call -> call.operation().equals("CreateGrant"))
                .singleElement()
                .satisfies(call -> assertThat(call.about())
                        .containsEntry(Call.About.KEY, key)
                        .containsEntry(Call.About.STREAM, "orders"));
    }

    @Test
    void aDataKeyThatKmsRefusesFailsThePut() {
        encrypt();
        faults.strike(Hop.KMS, "GenerateDataKey", new Effect.Refusal("DisabledException", "It sleeps.", 400));
        assertThatThrownBy(this::put).isInstanceOf(InvalidKmsResourceException.class);

        faults.strike(Hop.KMS, "GenerateDataKey", new Effect.Refusal("KMSInternalException", "It is ill.", 500));
        assertThatThrownBy(this::put).isInstanceOf(ServiceUnavailableException.class);

        faults.rest();
        put();
    }

    @Test
    void aRecordThatKmsDoesNotDecryptIsDeliveredLater() {
        encrypt();
        put();
        faults.strike(Hop.KMS, "Decrypt", new Effect.Refusal("ThrottlingException", "Rate exceeded", 400));
        hydrant.control().flush("orders");
        assertThat(s3.listObjectsV2(r -> r.bucket("bucket")).contents()).isEmpty();

        faults.rest();
        hydrant.control().advance(Duration.ofMinutes(5));
        assertThat(s3.listObjectsV2(r -> r.bucket("bucket")).keyCount()).isEqualTo(1);
    }

    @Test
    void aGrantThatCannotBeRetiredFailsTheDeletion() {
        encrypt();
        faults.strike(Hop.KMS, "RetireGrant", new Effect.Refusal("AccessDeniedException", "No.", 400));
        firehose.deleteDeliveryStream(r -> r.deliveryStreamName("orders"));

        assertThat(firehose.describeDeliveryStream(r -> r.deliveryStreamName("orders"))
                        .deliveryStreamDescription()
                        .deliveryStreamStatusAsString())
                .isEqualTo("DELETING_FAILED");
    }

    @Test
    void anObjectThatS3RefusesIsDeliveredLater() {
        put();
        faults.strike(Hop.S3, "PutObject", new Effect.Refusal("SlowDown", "Please reduce your request rate.", 503));
        hydrant.control().flush("orders");
        assertThat(s3.listObjectsV2(r -> r.bucket("bucket")).contents()).isEmpty();
        assertThat(faults.asked)
                .filteredOn(call -> call.hop() == Hop.S3)
                .first()
                .satisfies(call -> assertThat(call.about()).containsEntry(Call.About.BUCKET, "bucket"));

        faults.rest();
        hydrant.control().advance(Duration.ofMinutes(5));
        assertThat(s3.listObjectsV2(r -> r.bucket("bucket")).keyCount()).isEqualTo(1);
    }

    @Test
    void theKmsOfTheWireIsNotAskedForWhatFirehoseAsks() {
        faults.strike(Hop.KMS, "GenerateDataKey", BUSY);
        String key = kms.createKey().keyMetadata().arn();

        assertThat(kms.generateDataKey(r -> r.keyId(key).numberOfBytes(32)).keyId())
                .isEqualTo(key);
    }
}
