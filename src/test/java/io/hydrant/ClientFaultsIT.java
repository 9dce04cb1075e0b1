package io.hydrant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Effect.How;
import io.hydrant.fault.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

import static io.hydrant.FaultyHydrant.ACCOUNT;
import static io.hydrant.FaultyHydrant.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What each effect means to clients of the neighbours: KMS, S3 and STS. */
class ClientFaultsIT {
    private static final String KEY_OF_NOBODY = "11111111-2222-3333-4444-555555555555";

    private final FaultyHydrant world = new FaultyHydrant();
    private final StsClient sts = world.client(StsClient.builder());

    @AfterEach
    void close() {
        sts.close();
        world.close();
    }

    /** The neighbours, with a call that changes nothing. */
    private enum Neighbour {
        KMS(Hop.KMS, "ListKeys"),
        S3(Hop.S3, "ListBuckets"),
        STS(Hop.STS, "GetCallerIdentity");

        private final Hop hop;
        private final String operation;

        Neighbour(Hop hop, String operation) {
            this.hop = hop;
            this.operation = operation;
        }
    }

    private void call(Neighbour neighbour) {
        switch (neighbour) {
            case KMS -> world.kms.listKeys();
            case S3 -> world.s3.listBuckets();
            case STS -> sts.getCallerIdentity();
        }
    }

    private void strike(Neighbour neighbour, Duration delay, Effect effect) {
        world.faults.strikeClients(neighbour.hop, neighbour.operation, delay, Optional.of(effect));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalHasTheShapeOfItsService(Neighbour neighbour) {
        strike(neighbour, Duration.ZERO, new Effect.Refusal("ThrottlingException", "Rate exceeded", 400));

        assertThatThrownBy(() -> call(neighbour)).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.requestId()).isNotBlank();
        });
        world.faults.stop();
        call(neighbour);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatEndsHasNoAnswer(Neighbour neighbour) {
        for (How how : new How[] {How.RESET, How.CLOSE}) {
            strike(neighbour, Duration.ZERO, new Effect.Disconnection(how));

            assertThatThrownBy(() -> call(neighbour)).isInstanceOf(SdkClientException.class);
        }
        world.faults.stop();
        call(neighbour);
    }

    @ParameterizedTest
    @EnumSource
    void aDelayWaitsForTheClock(Neighbour neighbour) {
        world.faults.strikeClients(neighbour.hop, neighbour.operation, Duration.ofMinutes(1), Optional.empty());
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> call(neighbour));
        world.awaitPending("go on with " + neighbour.operation);
        assertThat(call).isNotDone();

        world.advance(Duration.ofMinutes(1));

        call.join();
    }

    @ParameterizedTest
    @EnumSource
    void aResetEndsADelay(Neighbour neighbour) {
        world.faults.strikeClients(neighbour.hop, neighbour.operation, Duration.ofDays(1), Optional.empty());
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> call(neighbour));
        world.awaitPending("go on with " + neighbour.operation);

        world.hydrant.control().reset();
        endSilentRetry(neighbour, call);

        assertThatThrownBy(call::join).hasCauseInstanceOf(SdkClientException.class);
    }

    /** Java may send a GET once more by itself when its connection is reset, and that one is delayed too. */
    private void endSilentRetry(Neighbour neighbour, CompletableFuture<Void> call) {
        String retry = "go on with " + neighbour.operation;
        while (neighbour == Neighbour.S3 && !call.isDone()) {
            if (world.pending().contains(retry)) {
                world.hydrant.control().reset();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatClientsAreRefusedIsNotRefusedToFirehose(Neighbour neighbour) {
        strike(neighbour, Duration.ZERO, new Effect.Refusal("ThrottlingException", "Rate exceeded", 400));
        world.createStream("orders");
        world.put("orders", "one");
        world.advance(Duration.ofMinutes(5));

        assertThat(world.objects("")).containsExactly("one");
    }

    @Test
    void aKeyWhoseCreationIsLostExists() {
        world.faults.strikeClients(
                Hop.KMS,
                "CreateKey",
                Duration.ZERO,
                Optional.of(new Effect.LostResponse(new Effect.Refusal("KMSInternalException", "Lost.", 500))));

        assertThatThrownBy(() -> world.kms.createKey()).isInstanceOf(KmsInternalException.class);
        assertThat(world.kms.listKeys().keys()).hasSize(1);
    }

    @Test
    void anObjectWhoseAnswerIsLostExists() {
        world.faults.strikeClients(
                Hop.S3,
                "PutObject",
                Duration.ZERO,
                Optional.of(new Effect.LostResponse(new Effect.Disconnection(How.CLOSE))));

        assertThatThrownBy(() -> world.s3.putObject(
                        r -> r.bucket(BUCKET).key("a"), RequestBody.fromBytes("one".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(SdkClientException.class);
        assertThat(world.objects("")).containsExactly("one");
    }

    @Test
    void anErrorOfS3IsReadByTheSdkAsItsOwn() {
        world.faults.strikeClients(
                Hop.S3,
                "GetObject",
                Duration.ZERO,
                Optional.of(new Effect.Refusal("NoSuchKey", "The specified key does not exist.", 404)));
        assertThatThrownBy(() -> world.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a")))
                .isInstanceOf(NoSuchKeyException.class);

        world.faults.strikeClients(
                Hop.S3, "HeadBucket", Duration.ZERO, Optional.of(new Effect.Refusal("SlowDown", "Slow down.", 503)));
        assertThatThrownBy(() -> world.s3.headBucket(r -> r.bucket(BUCKET)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    }

    @Test
    void anErrorOfStsIsReadByTheSdkAsItsOwn() {
        world.faults.strikeClients(
                Hop.STS,
                "AssumeRole",
                Duration.ZERO,
                Optional.of(new Effect.Refusal("Throttling", "Rate exceeded", 400)));

        assertThatThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/a").roleSessionName("session")))
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling"));
    }

    @Test
    void aCallIsAskedForWithItsCallerItsBucketAndItsKey() {
        String key = world.kms.createKey().keyMetadata().arn();
        world.kms.createAlias(r -> r.aliasName("alias/orders").targetKeyId(key));
        world.kms.describeKey(r -> r.keyId("alias/orders"));
        assertThat(world.faults.asked(Hop.KMS)).last().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("DescribeKey");
            assertThat(call.maker()).isEqualTo(Call.Maker.CLIENT);
            assertThat(call.about())
                    .containsEntry(Call.About.KEY, key)
                    .containsEntry(Call.About.CALLER, "arn:aws:iam::" + ACCOUNT + ":root");
        });
        assertThatThrownBy(() -> world.kms.describeKey(r -> r.keyId(KEY_OF_NOBODY)));
        assertThat(world.faults.asked(Hop.KMS)).last().satisfies(call -> assertThat(call.about())
                .doesNotContainKey(Call.About.KEY));

        world.s3.headBucket(r -> r.bucket(BUCKET));
        assertThat(world.faults.asked(Hop.S3)).last().satisfies(call -> assertThat(call.about())
                .containsEntry(Call.About.BUCKET, BUCKET)
                .containsEntry(Call.About.CALLER, "arn:aws:iam::" + ACCOUNT + ":root"));

        sts.getCallerIdentity();
        assertThat(world.faults.asked(Hop.STS)).last().satisfies(call -> {
            assertThat(call.scope().account().value()).isEqualTo(ACCOUNT);
            assertThat(call.scope().region().value()).isEqualTo("us-east-1");
        });
    }
}
