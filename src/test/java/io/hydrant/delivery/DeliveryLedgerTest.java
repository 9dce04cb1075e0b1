package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.StreamVersion;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateStore;
import io.hydrant.store.memory.MemoryStateStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a ledger knows when it has forgotten its oldest lines. */
class DeliveryLedgerTest {
    private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    private static final Scope SCOPE = new Scope(new AccountId("000000000000"), new Region("us-east-1"));

    private final DeliveryLedger ledger = new DeliveryLedger(3);

    private void add(String stream, Purpose purpose, int arrived) {
        add(ledger, stream, purpose, arrived);
    }

    private static void add(DeliveryLedger ledger, String stream, Purpose purpose, int arrived) {
        ledger.add(new DeliveryAttempt(
                0,
                T0.plusSeconds(ledger.newest()),
                new StreamVersion(SCOPE, stream, 1),
                purpose,
                "s3://bucket/key",
                arrived,
                arrived,
                arrived,
                0,
                arrived,
                1,
                Result.DELIVERED,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                Duration.ZERO));
    }

    private static Predicate<DeliveryAttempt> of(String stream) {
        return d -> d.origin().stream().equals(stream);
    }

    @Test
    void keepsTheNewestAttempts() {
        for (int i = 0; i < 5; i++) {
            add("orders", Purpose.DESTINATION, 1);
        }

        assertThat(ledger.matching(d -> true))
                .extracting(DeliveryAttempt::sequence)
                .containsExactly(3L, 4L, 5L);
        assertThat(ledger.newest()).isEqualTo(5);
    }

    @Test
    void countsWhatHasArrivedByAttemptsThatItHasForgotten() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            add("orders", Purpose.DESTINATION, Integer.MAX_VALUE);
            add("others", Purpose.DESTINATION, 1);
            add("orders", Purpose.BACKUP, 1);
        }

        assertThat(ledger.arrived(of("orders"))).isEqualTo(10L * Integer.MAX_VALUE);
        assertThat(ledger.arrived(of("others"))).isEqualTo(10);
        assertThat(ledger.arrival(of("others"), 10, Duration.ZERO).join()).isTrue();
        assertThat(ledger.arrival(of("others"), 11, Duration.ZERO).join()).isFalse();
    }

    @Test
    void countsNothingTwiceThatCameAfterTheTimeAskedFor() {
        for (int i = 0; i < 10; i++) {
            add("orders", Purpose.DESTINATION, 1);
        }

        assertThat(ledger.arrived(d -> d.sequence() > 8)).isEqualTo(2);
        assertThat(ledger.arrived(d -> !d.time().isBefore(T0))).isEqualTo(10);
        assertThat(ledger.arrived(d -> d.sequence() > 3)).as("of those it has").isEqualTo(3);
    }

    @Test
    void forgetsSumsTogetherWithTheirStream() {
        for (int i = 0; i < 10; i++) {
            add("orders", Purpose.DESTINATION, 1);
            add("others", Purpose.DESTINATION, 1);
        }
        ledger.forget(of("orders"));

        assertThat(ledger.arrived(of("orders"))).isZero();
        assertThat(ledger.arrived(of("others"))).isEqualTo(10);
    }

    @Test
    void knowsAfterAStartHowManyRecordsHaveArrived() {
        StateStore store = new MemoryStateStore();
        try (LazyWriter later = new LazyWriter(store)) {
            DeliveryLedger before = new DeliveryLedger(100_000);
            before.keep(later);
            for (int i = 0; i < 3_000; i++) {
                add(before, "orders", Purpose.DESTINATION, 2);
                add(before, "orders", Purpose.BACKUP, 1);
                add(before, "others", Purpose.DESTINATION, 1);
            }
            before.forget(of("others"));
            add(before, "others", Purpose.DESTINATION, 1);
        }

        try (LazyWriter later = new LazyWriter(store)) {
            DeliveryLedger after = new DeliveryLedger(100_000);
            after.keep(later);
            assertThat(after.arrived(of("orders"))).isEqualTo(6_000);
            assertThat(after.arrived(of("others"))).isEqualTo(1);
            assertThat(after.newest()).isEqualTo(9_001);
            assertThat(after.matching(d -> true)).hasSizeLessThanOrEqualTo(5_000);
            add(after, "orders", Purpose.DESTINATION, 1);
            assertThat(after.arrival(of("orders"), 6_001, Duration.ZERO).join()).isTrue();
        }
    }
}
