package io.hydrant.service.kms.embedded.key;

import java.time.Duration;

import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.KmsFixture;
import io.hydrant.time.Pending;
import org.junit.jupiter.api.Test;

import static io.hydrant.service.kms.embedded.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens to keys later is data, of which there is one for each kind and key. */
class KeyTimerTest {
    private final KmsFixture given = new KmsFixture();
    private final EmbeddedKms kms = given.kms;
    private final String key = given.key().keyId();

    private Iterable<String> pending() {
        return given.time.pending().stream().map(Pending::what).toList();
    }

    @Test
    void aRotationIsPlannedAgainAfterEachOne() {
        kms.rotation().enable(given.root, key, 90);
        assertThat(pending()).containsExactly("rotate key " + key);

        given.time.advance(Duration.ofDays(91));
        assertThat(pending()).containsExactly("rotate key " + key);
        assertThat(kms.rotation().list(given.root, key, false)).hasSize(1);

        kms.rotation().disable(given.root, key);
        assertThat(pending()).isEmpty();
    }

    @Test
    void aDeletionThatIsCancelledDoesNotCome() {
        kms.keys().scheduleDeletion(given.root, key, 7);
        assertThat(pending()).containsExactly("delete key " + key);
        kms.keys().cancelDeletion(given.root, key);
        assertThat(pending()).isEmpty();

        given.time.advance(Duration.ofDays(8));
        assertThat(kms.keys().describe(given.root, key).state()).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void aKeyThatIsGoneLeavesNoTimer() {
        kms.rotation().enable(given.root, key, 90);
        kms.keys().scheduleDeletion(given.root, key, 7);

        given.time.advance(Duration.ofDays(7));

        assertThat(pending()).isEmpty();
        assertThat(refusal(() -> kms.keys().describe(given.root, key)).code()).isEqualTo("NotFoundException");
    }

    @Test
    void aResetLeavesNoTimer() {
        kms.rotation().enable(given.root, key, 90);
        kms.keys().scheduleDeletion(given.root, given.key().keyId(), 7);

        kms.reset(scope -> true);

        assertThat(pending()).isEmpty();
    }

    @Test
    void timersGoOnWhenTheTasksOfTheClockWereLost() {
        kms.keys().scheduleDeletion(given.root, key, 7);
        given.time.cancelAll(what -> true);
        given.timers.resume();

        given.time.advance(Duration.ofDays(7));

        assertThat(refusal(() -> kms.keys().describe(given.root, key)).code()).isEqualTo("NotFoundException");
    }
}
