package io.hydrant.firehose.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.firehose.encryption.EncryptionStatus;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.record.RecordFrames;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.support.StreamWorld;
import io.hydrant.support.TestDestinations;
import io.hydrant.support.Undelivered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * All state is in the store: streams that are opened from it again, while every object and every task of before is gone, go on as if
 * nothing had happened. Only buffered records are lost.
 */
class RestoredStreamsTest {
    private final StreamWorld world = new StreamWorld(1 << 20, 2);
    private final KeyArn first = world.keys().get(0);
    private final KeyArn second = world.keys().get(1);

    private DeliveryStreams streams;

    @BeforeEach
    void open() {
        world.time().cancelAll(what -> true);
        EncryptionServices encryption = world.encryption();
        streams = new DeliveryStreams(Undelivered.services(
                world.time(),
                world.events(),
                world.budget(),
                encryption,
                new StreamSettings(Duration.ofSeconds(10), Duration.ofSeconds(10))));
        streams.restore();
        encryption.timers().resume();
    }

    private LiveStream orders() {
        return streams.get(world.scope(), "orders");
    }

    private EncryptionStatus status() {
        return orders().encryption().state().status();
    }

    private void create(Optional<KeyChoice> key) {
        NewStream wanted = new NewStream(
                "orders",
                SourceConfiguration.directPut(),
                new DestinationConfiguration(TestDestinations.REDSHIFT, Map.of()),
                Map.of("team", "blue"),
                List.of("one"),
                key);
        assertThat(streams.create(world.scope(), wanted, world.caller()).value().status())
                .isEqualTo(StreamStatus.CREATING);
    }

    private void createActive(Optional<KeyChoice> key) {
        create(key);
        world.time().advance(Duration.ofSeconds(20));
        assertThat(orders().value().status()).isEqualTo(StreamStatus.ACTIVE);
    }

    private boolean putIsEncrypted() {
        RecordFrames frames = new RecordFrames();
        frames.add("a record".getBytes(StandardCharsets.UTF_8));
        return orders().put(frames, world.caller()).encrypted();
    }

    private List<KeyArn> keysWithGrants() {
        return Stream.of(first, second)
                .flatMap(key -> world.grantsOn(key).stream().map(grant -> key))
                .toList();
    }

    @Test
    void aStreamComesBackAsItWas() {
        createActive(Optional.empty());
        orders().update(s -> s.withTags(Map.of("team", "red")));
        orders().update(s -> s.withDestination(
                new DestinationConfiguration(TestDestinations.REDSHIFT, Map.of("a", "b")),
                List.of(),
                world.time().instant()));
        DeliveryStream before = orders().value();

        open();

        assertThat(orders().value()).isEqualTo(before);
        assertThat(streams.all()).hasSize(1);
        assertThatThrownBy(() -> create(Optional.empty())).isInstanceOf(AwsException.class);
    }

    @Test
    void aStreamThatIsBeingCreatedBecomesActive() {
        create(Optional.empty());
        open();

        world.time().advance(Duration.ofSeconds(9));
        assertThat(orders().value().status()).isEqualTo(StreamStatus.CREATING);
        world.time().advance(Duration.ofSeconds(1));
        assertThat(orders().value().status()).isEqualTo(StreamStatus.ACTIVE);
    }

    @Test
    void aStreamThatIsBeingCreatedWithAKeyBecomesActiveAndEncrypted() {
        create(Optional.of(KeyChoice.customerManaged(first)));
        open();
        world.time().advance(Duration.ofSeconds(10));
        assertThat(orders().value().status()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(status()).isEqualTo(EncryptionStatus.ENABLED);
        assertThat(putIsEncrypted()).isFalse();

        open();
        world.time().advance(Duration.ofSeconds(5));
        assertThat(putIsEncrypted()).isTrue();

        open();
        assertThat(putIsEncrypted()).isTrue();
        assertThat(world.grantsOn(first)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 19, 20, 21, 25, 26, 60, 90})
    void aChangeOfKeyAndAStopGoOnAfterARestartAtAnySecond(int second) {
        createActive(Optional.of(KeyChoice.customerManaged(first)));
        orders().startEncryption(KeyChoice.customerManaged(this.second), world.caller());
        world.time().advance(Duration.ofSeconds(second));
        open();
        world.time().advance(Duration.ofSeconds(100 - second));
        assertThat(status()).isEqualTo(EncryptionStatus.ENABLED);
        assertThat(keysWithGrants()).containsExactly(this.second);
        assertThat(putIsEncrypted()).isTrue();

        orders().stopEncryption(world.caller());
        world.time().advance(Duration.ofSeconds(second));
        open();
        world.time().advance(Duration.ofSeconds(100 - second));
        assertThat(status()).isEqualTo(EncryptionStatus.DISABLED);
        assertThat(keysWithGrants()).isEmpty();
        assertThat(world.usage().streamsOf(first) + world.usage().streamsOf(this.second))
                .isZero();
        assertThat(putIsEncrypted()).isFalse();
    }

    @Test
    void aStreamWithAnAwsOwnedKeyStaysEncrypted() {
        createActive(Optional.of(KeyChoice.awsOwned()));
        assertThat(putIsEncrypted()).isTrue();

        open();

        assertThat(status()).isEqualTo(EncryptionStatus.ENABLED);
        assertThat(putIsEncrypted()).isTrue();
    }

    @Test
    void theCallsOfTheLastDayStillCount() {
        createActive(Optional.empty());
        for (int call = 0; call < 25; call++) {
            orders().stopEncryption(world.caller());
        }
        open();

        assertThatThrownBy(() -> orders().stopEncryption(world.caller()))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().code()).isEqualTo("LimitExceededException"));
        world.time().advance(Duration.ofHours(24));
        open();
        orders().stopEncryption(world.caller());
        assertThat(orders().encryption().insight().callsLeft()).isEqualTo(24);
    }

    @Test
    void aGrantThatKmsDoesNotLetGoIsTriedAgain() {
        createActive(Optional.of(KeyChoice.customerManaged(first)));
        world.setEnabled(first, false);
        orders().startEncryption(KeyChoice.customerManaged(second), world.caller());
        world.time().advance(Duration.ofMinutes(2));
        int waiting = orders().encryption().insight().awaitingRetirement().size();

        open();

        assertThat(orders().encryption().insight().awaitingRetirement()).hasSize(waiting);
        world.setEnabled(first, true);
        world.time().advance(Duration.ofMinutes(2));
        assertThat(keysWithGrants()).containsExactly(second);
        assertThat(orders().encryption().insight().awaitingRetirement()).isEmpty();
    }

    @Test
    void aStreamThatIsBeingDeletedGoesWithItsGrants() {
        createActive(Optional.of(KeyChoice.customerManaged(first)));
        streams.delete(world.scope(), "orders", false);
        open();
        assertThat(orders().value().status()).isEqualTo(StreamStatus.DELETING);

        world.time().advance(Duration.ofSeconds(10));
        open();

        assertThat(streams.all()).isEmpty();
        assertThat(world.grantsOn(first)).isEmpty();
        createActive(Optional.empty());
        assertThat(status()).isEqualTo(EncryptionStatus.DISABLED);
    }

    @Test
    void aGrantOfAStreamThatWasDeletedMeanwhileIsRetired() {
        createActive(Optional.empty());
        orders().startEncryption(KeyChoice.customerManaged(first), world.caller());
        List<Grant> made = world.grantsOn(first);
        assertThat(made).hasSize(1);
        streams.delete(world.scope(), "orders", false);

        open();
        world.time().advance(Duration.ofMinutes(2));

        assertThat(streams.all()).isEmpty();
        assertThat(world.grantsOn(first)).isEmpty();
        assertThat(world.usage().streamsOf(first)).isZero();
    }

    @Test
    void aStreamStillCountsForItsKey() {
        createActive(Optional.of(KeyChoice.customerManaged(first)));
        open();

        assertThat(world.usage().streamsOf(first)).isEqualTo(1);
        assertThat(orders().encryption().insight().streamsOnKey()).contains(1);
    }
}
