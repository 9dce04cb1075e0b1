package io.hydrant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Effect.How;
import io.hydrant.fault.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.firehose.model.InvalidKmsResourceException;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What each effect on KMS means to a delivery stream. */
class KmsFaultsIT {
    private static final Effect DISABLED = new Effect.Refusal("DisabledException", "It sleeps.", 400);

    private final FaultyHydrant world = new FaultyHydrant();

    @BeforeEach
    void createStream() {
        world.createStream("orders");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String start() {
        String key = world.kms.createKey().keyMetadata().arn();
        world.firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        return key;
    }

    private String encrypt() {
        String key = start();
        world.advance(Duration.ofSeconds(10));
        assertThat(status()).isEqualTo("ENABLED");
        return key;
    }

    private String status() {
        return world.firehose
                .describeDeliveryStream(r -> r.deliveryStreamName("orders"))
                .deliveryStreamDescription()
                .deliveryStreamEncryptionConfiguration()
                .statusAsString();
    }

    private JsonNode last(String type) {
        var events = world.events("orders", type);
        return events.get(events.size() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "RESET, SocketException, Connection reset",
        "CLOSE, SocketException, Unexpected end of file from server",
    })
    void aConnectionThatEndsFailsThePutAsAKmsThatIsAway(How how, String code, String message) {
        encrypt();
        world.faults.strike(Hop.KMS, "GenerateDataKey", new Effect.Disconnection(how));

        assertThatThrownBy(() -> world.put("orders", "one")).isInstanceOf(ServiceUnavailableException.class);

        JsonNode event = last("GenerateDataKey");
        assertThat(event.path("errorCode").asText()).isEqualTo(code);
        assertThat(event.path("errorMessage").asText()).isEqualTo(message);
        assertThat(event.path("injectedBy").asText()).isEqualTo("script");
    }

    @Test
    void aKmsThatHangsIsGivenUpAfterTenSecondsOfTheClock() {
        encrypt();
        world.faults.strike(Hop.KMS, "GenerateDataKey", new Effect.Disconnection(How.HANG));

        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> world.put("orders", "one"));
        world.awaitPending("end the wait of GenerateDataKey for orders");
        world.advance(Duration.ofSeconds(9));
        assertThat(put).isNotDone();
        world.advance(Duration.ofSeconds(1));

        assertThatThrownBy(put::join).hasCauseInstanceOf(ServiceUnavailableException.class);
        assertThat(last("GenerateDataKey").path("errorCode").asText()).isEqualTo("SocketTimeoutException");
    }

    @Test
    void aPutWaitsForADataKeyThatComesLate() {
        encrypt();
        world.faults.delay(Hop.KMS, "GenerateDataKey", Duration.ofMinutes(2));

        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> world.put("orders", "one"));
        world.awaitPending("end the wait of GenerateDataKey for orders");
        world.advance(Duration.ofMinutes(2));

        put.join();
        assertThat(last("GenerateDataKey").has("errorCode")).isFalse();
    }

    /** There are more of them than the server has threads. */
    @Test
    void theClockCanBeMovedHoweverManyPutsWaitForKms() {
        encrypt();
        world.faults.delay(Hop.KMS, "GenerateDataKey", Duration.ofMinutes(2));
        ExecutorService clients = Executors.newFixedThreadPool(80);
        try {
            List<CompletableFuture<Void>> puts = Stream.generate(
                            () -> CompletableFuture.runAsync(() -> world.put("orders", "one"), clients))
                    .limit(80)
                    .toList();
            world.awaitPending("end the wait of GenerateDataKey for orders");
            world.advance(Duration.ofMinutes(2));
            world.faults.stop();

            puts.forEach(CompletableFuture::join);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aDelayCanEndInARefusal() {
        encrypt();
        world.faults.strike(Hop.KMS, "GenerateDataKey", Duration.ofSeconds(5), Optional.of(DISABLED));

        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> world.put("orders", "one"));
        world.awaitPending("end the wait of GenerateDataKey for orders");
        world.advance(Duration.ofSeconds(5));

        assertThatThrownBy(put::join).hasCauseInstanceOf(InvalidKmsResourceException.class);
    }

    @Test
    void aResetEndsAPutThatWaitsForKms() {
        encrypt();
        world.faults.delay(Hop.KMS, "GenerateDataKey", Duration.ofDays(1));
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> world.put("orders", "one"));
        world.awaitPending("end the wait of GenerateDataKey for orders");

        world.hydrant.control().reset();

        assertThatThrownBy(put::join).hasCauseInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void theStartOfEncryptionIsAnsweredWhileTheGrantIsDelayed() {
        world.faults.delay(Hop.KMS, "CreateGrant", Duration.ofHours(1));

        start();
        assertThat(status()).isEqualTo("ENABLING");
        world.advance(Duration.ofMinutes(59));
        assertThat(status()).isEqualTo("ENABLING");
        world.advance(Duration.ofMinutes(2));

        assertThat(status()).isEqualTo("ENABLED");
    }

    @Test
    void aGrantWhoseAnswerIsLostExistsThoughTheStartFailed() {
        world.faults.strike(
                Hop.KMS,
                "CreateGrant",
                new Effect.LostResponse(new Effect.Refusal("KMSInternalException", "Lost.", 500)));

        String key = start();
        world.advance(Duration.ofSeconds(10));

        assertThat(status()).isEqualTo("ENABLING_FAILED");
        assertThat(world.kms.listGrants(r -> r.keyId(key)).grants()).hasSize(1);
        assertThat(last("CreateGrant").path("errorCode").asText()).isEqualTo("KMSInternalException");
    }

    @Test
    void aRecordIsDeliveredLaterWhenKmsBreaksOff() {
        encrypt();
        world.put("orders", "one");
        world.faults.strike(Hop.KMS, "Decrypt", new Effect.LostResponse(new Effect.Disconnection(How.RESET)));
        world.hydrant.control().flush("orders");
        assertThat(world.objects("")).isEmpty();

        world.faults.stop();
        world.advance(Duration.ofMinutes(5));
        assertThat(world.objects("")).containsExactly("one");
    }

    @Test
    void aDeletionThatKmsRefusesToEndFailsAtOnce() {
        encrypt();
        world.faults.strike(Hop.KMS, "RetireGrant", new Effect.Refusal("AccessDeniedException", "No.", 400));

        world.firehose.deleteDeliveryStream(r -> r.deliveryStreamName("orders"));

        assertThat(world.firehose
                        .describeDeliveryStream(r -> r.deliveryStreamName("orders"))
                        .deliveryStreamDescription()
                        .deliveryStreamStatusAsString())
                .isEqualTo("DELETING_FAILED");
    }
}
