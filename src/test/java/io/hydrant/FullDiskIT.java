package io.hydrant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.hydrant.config.Settings;
import io.hydrant.store.jdbc.FullDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;
import software.amazon.awssdk.services.firehose.model.Tag;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Control calls while the disk of the store is full: each is refused with an error that clients try again, and changes nothing. */
class FullDiskIT {
    private static final int MOST_WRITES = 24;

    private final Path folder;
    private @Nullable Hydrant running;

    FullDiskIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() {
        running = Hydrant.start(
                ((Settings.Result.Run) Settings.parse(Map.of(), List.of("--port", "0"))).config(),
                FullDisk.opener(folder));
    }

    @AfterEach
    void stop() {
        FullDisk.empty();
        hydrant().close();
    }

    private Hydrant hydrant() {
        return Objects.requireNonNull(running);
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(hydrant().endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private FirehoseClient firehose() {
        return client(FirehoseClient.builder());
    }

    private void create(String name, boolean encrypted) {
        firehose().createDeliveryStream(r -> {
            r.deliveryStreamName(name).extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::b")
                    .roleARN("arn:aws:iam::000000000000:role/delivery"));
            if (encrypted) {
                r.deliveryStreamEncryptionConfigurationInput(e -> e.keyType(KeyType.AWS_OWNED_CMK));
            }
        });
    }

    private static void isSlowedDown(Runnable call) {
        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(call::run)
                .withMessageContaining("Slow down.")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
    }

    @Test
    void callsOfFirehoseAreSlowedDownAndChangeNothing() {
        create("orders", false);
        FullDisk.roomFor(0);

        isSlowedDown(() -> create("others", false));
        isSlowedDown(() -> firehose().tagDeliveryStream(r -> r.deliveryStreamName("orders")
                .tags(Tag.builder().key("team").value("blue").build())));
        isSlowedDown(() -> firehose().startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(e -> e.keyType(KeyType.AWS_OWNED_CMK))));
        isSlowedDown(() -> firehose().updateDestination(r -> r.deliveryStreamName("orders")
                .currentDeliveryStreamVersionId("1")
                .destinationId("destinationId-000000000001")
                .extendedS3DestinationUpdate(u -> u.prefix("other/"))));
        isSlowedDown(() -> firehose().deleteDeliveryStream(r -> r.deliveryStreamName("orders")));
        FullDisk.empty();

        assertThat(firehose().listDeliveryStreams().deliveryStreamNames()).containsExactly("orders");
        assertThat(firehose()
                        .listTagsForDeliveryStream(r -> r.deliveryStreamName("orders"))
                        .tags())
                .isEmpty();
        assertThat(firehose()
                        .describeDeliveryStream(r -> r.deliveryStreamName("orders"))
                        .deliveryStreamDescription())
                .satisfies(stream -> {
                    assertThat(stream.versionId()).isEqualTo("1");
                    assertThat(stream.deliveryStreamStatusAsString()).isEqualTo("ACTIVE");
                    assertThat(stream.deliveryStreamEncryptionConfiguration().status())
                            .isEqualTo(DeliveryStreamEncryptionStatus.DISABLED);
                });
    }

    /** The disk takes some of the writes of a call, so the call fails between any two of its commits. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStreamWhoseCreationWasRefusedIsNotThereAfterwards(boolean encrypted) {
        int refused = 0;
        for (int writes = 0; writes < MOST_WRITES; writes++) {
            String name = "stream-" + writes;
            FullDisk.roomFor(writes);
            boolean made = true;
            try {
                create(name, encrypted);
            } catch (ServiceUnavailableException e) {
                made = false;
                refused++;
            }
            FullDisk.empty();
            assertThat(exists(name)).as("after %d writes", writes).isEqualTo(made);
            if (!made && writes % 4 == 0) {
                hydrant().close();
                start();
                assertThat(exists(name))
                        .as("after %d writes and a start", writes)
                        .isFalse();
            }
            if (!made) {
                create(name, encrypted);
            }
        }
        assertThat(refused).isPositive();
    }

    private boolean exists(String name) {
        try {
            return firehose()
                    .describeDeliveryStream(r -> r.deliveryStreamName(name))
                    .deliveryStreamDescription()
                    .deliveryStreamName()
                    .equals(name);
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    @Test
    void aKeyWhoseCreationWasRefusedIsNotThereAfterwards() {
        String first = kms().createKey().keyMetadata().keyId();
        FullDisk.roomFor(0);
        assertThatExceptionOfType(DependencyTimeoutException.class)
                .isThrownBy(() -> kms().createKey())
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
        assertThatExceptionOfType(DependencyTimeoutException.class).isThrownBy(() -> kms().createAlias(
                        r -> r.aliasName("alias/one").targetKeyId(first)));
        assertThatExceptionOfType(DependencyTimeoutException.class)
                .isThrownBy(() -> kms().disableKey(r -> r.keyId(first)));
        FullDisk.empty();

        assertThat(kms().listKeys().keys()).extracting(KeyListEntry::keyId).containsExactly(first);
        assertThat(kms().listAliases(r -> r.keyId(first)).aliases()).isEmpty();
        assertThat(kms().describeKey(r -> r.keyId(first)).keyMetadata().enabled())
                .isTrue();
        kms().createAlias(r -> r.aliasName("alias/one").targetKeyId(first));
        assertThat(kms().listAliases(r -> r.keyId(first)).aliases()).hasSize(1);
    }

    private KmsClient kms() {
        return client(KmsClient.builder());
    }

    @Test
    void otherServicesAreRefusedWith503() {
        FullDisk.roomFor(0);
        assertThatExceptionOfType(AwsServiceException.class)
                .isThrownBy(() -> client(KinesisClient.builder())
                        .createStream(r -> r.streamName("clicks").shardCount(1)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
        FullDisk.empty();
        assertThat(client(KinesisClient.builder()).listStreams().streamNames()).isEmpty();
    }
}
