package io.hydrant.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.support.ExpectedErrors;
import io.hydrant.time.Pending;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Timers are in the store until their handler has returned. */
class TimersTest {
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private static final TimerKind WAKE = new TimerKind("wake");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-06-01T00:00:00Z"));
    private final StateStore store = new MemoryStateStore();
    private final Timers timers = new Timers(store, time);
    private final List<String> woken = new ArrayList<>();

    private Timer wake(String id, int seconds) {
        return new Timer(WAKE.key(HERE, id), time.instant().plusSeconds(seconds), "wake " + id, "arn");
    }

    private void handle(Timers by) {
        by.handle(WAKE, timer -> woken.add(timer.key().id()));
    }

    @Test
    void aTimerRunsWhenItIsDueAndIsGoneThen() {
        handle(timers);
        timers.plan(wake("ann", 5));
        assertThat(time.pending()).containsExactly(new Pending(time.instant().plusSeconds(5), "wake ann", "arn"));

        time.advance(Duration.ofSeconds(4));
        assertThat(woken).isEmpty();
        time.advance(Duration.ofSeconds(1));

        assertThat(woken).containsExactly("ann");
        assertThat(store.list(WAKE.state())).isEmpty();
    }

    @Test
    void thereIsOneTimerOfAKindForEach() {
        handle(timers);
        timers.plan(wake("ann", 5));
        timers.plan(wake("ann", 9));
        timers.plan(wake("bob", 5));

        assertThat(time.pending()).extracting(Pending::what).containsExactly("wake bob", "wake ann");
        time.advance(Duration.ofSeconds(20));
        assertThat(woken).containsExactly("bob", "ann");
    }

    @Test
    void aTimerThatIsCancelledDoesNothing() {
        handle(timers);
        timers.plan(wake("ann", 5));
        timers.cancel(WAKE.key(HERE, "ann"));
        timers.cancel(WAKE.key(HERE, "nobody"));

        time.advance(Duration.ofSeconds(9));

        assertThat(woken).isEmpty();
        assertThat(store.list(WAKE.state())).isEmpty();
    }

    @Test
    void aHandlerMayPlanTheNextTimerOfItsKey() {
        timers.handle(WAKE, timer -> {
            woken.add(timer.key().id());
            timers.plan(wake("ann", 5));
        });
        timers.plan(wake("ann", 5));

        time.advance(Duration.ofSeconds(14));

        assertThat(woken).hasSize(2);
        assertThat(time.pending()).hasSize(1);
    }

    @Test
    void anotherProcessGoesOnWithTheTimers() {
        handle(timers);
        timers.plan(wake("ann", 5));
        timers.plan(wake("bob", 60));
        time.cancelAll(what -> true);
        time.advance(Duration.ofSeconds(10));
        assertThat(woken).isEmpty();

        Timers next = new Timers(store, time);
        handle(next);
        next.resume();
        time.advance(Duration.ZERO);
        assertThat(woken).containsExactly("ann");
        time.advance(Duration.ofSeconds(60));
        assertThat(woken).containsExactly("ann", "bob");
    }

    @Test
    @ExpectedErrors("Task failed")
    void aTimerWhoseHandlerFailsIsKept() {
        timers.handle(WAKE, timer -> {
            throw new IllegalStateException("tired");
        });
        timers.plan(wake("ann", 5));

        time.advance(Duration.ofSeconds(5));

        assertThat(store.list(WAKE.state())).hasSize(1);
    }

    @Test
    void aTimerIsTriedAgainWhileTheStoreFails() {
        int[] failures = {3};
        timers.handle(WAKE, timer -> {
            if (failures[0]-- > 0) {
                throw new StoreException("The store cannot be written: No space left on device.");
            }
            woken.add(timer.key().id());
        });
        timers.plan(wake("ann", 5));

        time.advance(Duration.ofSeconds(5 + 1 + 2));
        assertThat(woken).isEmpty();
        time.advance(Duration.ofSeconds(4));

        assertThat(woken).containsExactly("ann");
        assertThat(store.list(WAKE.state())).isEmpty();
    }

    @Test
    void aTimerThatIsCommittedIsArmedAfterwards() {
        handle(timers);
        Timer timer = wake("ann", 5);
        timers.arm(timer);
        assertThat(time.pending()).isEmpty();

        assertThat(store.commit(timers.keeping(timer))).isPresent();
        timers.arm(timer);
        time.advance(Duration.ofSeconds(5));

        assertThat(woken).containsExactly("ann");
    }

    @Test
    void allTimersCanBeForgotten() {
        handle(timers);
        timers.plan(wake("ann", 5));
        timers.clear();

        assertThat(time.pending()).isEmpty();
        assertThat(store.list(WAKE.state())).isEmpty();
    }

    @Test
    void aKindHasOneHandler() {
        handle(timers);
        assertThatThrownBy(() -> handle(timers)).hasMessageContaining("timer.wake");
    }
}
