package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Purpose;
import io.hydrant.record.BufferBudget;
import io.hydrant.support.ExpectedErrors;
import io.hydrant.time.Cancellable;
import io.hydrant.time.Hold;
import io.hydrant.time.Scheduler;
import io.hydrant.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes at the wrong moment: tasks too late, updates and deletes in between, and parts that fail in ways of their own. */
class DeliveryQueueRacesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = QueueBench.standingTime();
    private final List<Runnable> everPlanned = new ArrayList<>();
    private final ArrayDeque<Runnable> waitingWork = new ArrayDeque<>();
    private final ScriptedDestination main = new ScriptedDestination(Duration.ofDays(1), null);
    private Executor work = Runnable::run;
    private final QueueBench bench = new QueueBench(time, new Recording(), task -> work.execute(task));
    private final BufferBudget budget = bench.budget;
    private final List<DeliveryAttempt> attempts = bench.attempts;
    private final Pipeline queue = bench.queue;

    private void route(long bytes, @Nullable Destination destination) {
        bench.route(bytes, MINUTE, destination);
    }

    private void put(String... records) {
        bench.put(records);
    }

    @Test
    void aFlushThatWasTakenFromTheClockBeforeTheBufferFilledDoesNotTouchTheNextOne() {
        route(4, main);
        put("a");
        Runnable late = everPlanned.get(0);
        put("bbb");
        put("c");

        late.run();
        time.advance(MINUTE.minusMillis(1));
        assertThat(main.received).containsExactly(List.of("a", "bbb"));
        time.advance(Duration.ofMillis(1));
        assertThat(main.received).containsExactly(List.of("a", "bbb"), List.of("c"));
        assertThat(time.pending()).isEmpty();
    }

    @Test
    void aRetryThatWasTakenFromTheClockBeforeAFlushIsNotTheNextRetry() {
        route(1, main);
        main.answer(Next.RETRY, Next.RETRY);
        put("a");
        Runnable late = everPlanned.get(everPlanned.size() - 1);
        assertThat(queue.flush()).isCompleted();
        assertThat(bench.results()).hasSize(2);

        late.run();

        assertThat(bench.results()).containsExactly(Result.RETRYING, Result.RETRYING);
        assertThat(time.pending()).hasSize(1);
    }

    @ExpectedErrors("too large")
    @Test
    void anErrorOfTheMachineIsARetryLikeAnyOther() {
        route(1, main);
        main.error = new OutOfMemoryError("too large");
        try {
            put("a");
        } catch (OutOfMemoryError e) {
            throw new AssertionError("not caught", e);
        }
        assertThat(bench.results()).containsExactly(Result.RETRYING);
        assertThat(attempts.get(0).error().orElseThrow().code()).isEqualTo("InternalError");

        main.error = null;
        time.advance(Duration.ofSeconds(2));
        assertThat(main.received).containsExactly(List.of("a"));
    }

    @ExpectedErrors("cannot hear")
    @Test
    void aListenerThatThrowsDoesNotStopTheQueue() {
        route(1, main);
        bench.deaf = true;
        try {
            put("a");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("cannot hear");
        }
        bench.deaf = false;
        put("b");

        assertThat(main.received).containsExactly(List.of("a"), List.of("b"));
        assertThat(budget.used()).isZero();
    }

    @ExpectedErrors("no error output")
    @Test
    void anErrorOutputThatCannotBeOpenedIsAskedForAgain() {
        ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
        ScriptedDestination endpoint = new ScriptedDestination(Duration.ZERO, errors);
        endpoint.answer(Next.RETRY, Next.RETRY);
        endpoint.errorsClosed = true;
        route(1, endpoint);
        try {
            put("a");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("no error output");
        }
        assertThat(bench.results()).containsExactly(Result.RETRYING);

        endpoint.errorsClosed = false;
        time.advance(Duration.ofSeconds(2));
        assertThat(errors.received).containsExactly(List.of("a"));
    }

    @Test
    void aStreamThatIsDeletedWhileARetryIsToldKeepsNoRoomAndNoTask() {
        route(1, main);
        main.answer(Next.RETRY);
        bench.onAttempt = () -> assertThat(bench.close()).isNotDone();
        put("a");

        assertThat(bench.results()).containsExactly(Result.RETRYING);
        assertThat(budget.used()).isZero();
        assertThat(time.pending()).isEmpty();
    }

    @Test
    void aStreamThatIsDeletedWhileItGivesUpKeepsNoRoom() {
        ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
        ScriptedDestination endpoint = new ScriptedDestination(Duration.ZERO, errors);
        endpoint.answer(Next.RETRY);
        route(1, endpoint);
        bench.onAttempt = () -> assertThat(bench.close()).isNotDone();
        put("a");

        assertThat(bench.results()).containsExactly(Result.GIVEN_UP);
        assertThat(errors.received).isEmpty();
        assertThat(budget.used()).isZero();
    }

    @Test
    void whatWaitsForTheErrorOutputDoesNotBlockTheDestination() {
        ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
        ScriptedDestination endpoint = new ScriptedDestination(Duration.ZERO, errors);
        endpoint.answer(Next.RETRY);
        route(1, endpoint);
        work = waitingWork::add;
        put("a");
        waitingWork.remove().run();
        put("b");

        assertThat(waitingWork).as("one delivery to each").hasSize(2);
        assertThat(bench.waiting()).isEqualTo(2);
        waitingWork.removeLast().run();
        assertThat(endpoint.received).containsExactly(List.of("b"));
        waitingWork.remove().run();
        assertThat(errors.received).containsExactly(List.of("a"));
        assertThat(budget.used()).isZero();
    }

    @Test
    void aRetryCountsOnlyWhatHasNotArrivedYet() {
        route(1, main);
        main.arrivedBeforeFailing = 2;
        main.always = Optional.of(Next.RETRY);
        put("aaaa", "bb", "c");
        time.advance(Duration.ofDays(1));

        assertThat(attempts.get(0).records()).isEqualTo(3);
        assertThat(attempts.get(0).bytes()).isEqualTo(7);
        DeliveryAttempt last = attempts.get(attempts.size() - 1);
        assertThat(last.result()).isEqualTo(Result.DROPPED);
        assertThat(last.records()).isEqualTo(1);
        assertThat(last.bytes()).isEqualTo(1);
        assertThat(last.arrived()).isZero();
    }

    @Test
    void aNewDestinationHasARetryTimeOfItsOwn() {
        ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
        ScriptedDestination slow = new ScriptedDestination(Duration.ofDays(1), null);
        slow.always = Optional.of(Next.RETRY);
        route(1, slow);
        put("a");
        time.advance(Duration.ofHours(2));
        ScriptedDestination endpoint = new ScriptedDestination(Duration.ofMinutes(5), errors);
        endpoint.answer(Next.RETRY, Next.RETRY);
        route(1, endpoint);

        time.advance(Duration.ofMinutes(4));

        assertThat(errors.received).isEmpty();
        assertThat(endpoint.received).containsExactly(List.of("a"));
        assertThat(attempts.get(attempts.size() - 1).attempt()).isEqualTo(3);
    }

    @Test
    void whatWaitsForABrokenErrorOutputTakesTheOneOfTheNextUpdate() {
        ScriptedDestination broken = new ScriptedDestination(Duration.ofDays(1), null);
        broken.always = Optional.of(Next.RETRY);
        ScriptedDestination endpoint = new ScriptedDestination(Duration.ZERO, broken);
        endpoint.always = Optional.of(Next.RETRY);
        route(1, endpoint);
        put("a");
        ScriptedDestination mended = new ScriptedDestination(Duration.ofDays(1), null);
        ScriptedDestination next = new ScriptedDestination(Duration.ZERO, mended);
        route(1, next);

        time.advance(Duration.ofMinutes(3));

        assertThat(next.received).isEmpty();
        assertThat(mended.received).containsExactly(List.of("a"));
        assertThat(attempts.get(attempts.size() - 1).purpose()).isEqualTo(Purpose.ERROR_OUTPUT);
        assertThat(next.lastFailure.attempts()).isEqualTo(1);
    }

    @Test
    void whatWaitsForAnErrorOutputGoesToANewDestinationThatHasNone() {
        ScriptedDestination broken = new ScriptedDestination(Duration.ofDays(1), null);
        broken.always = Optional.of(Next.RETRY);
        ScriptedDestination endpoint = new ScriptedDestination(Duration.ZERO, broken);
        endpoint.always = Optional.of(Next.RETRY);
        route(1, endpoint);
        put("a");
        route(1, main);

        time.advance(Duration.ofMinutes(3));

        assertThat(main.received).containsExactly(List.of("a"));
        assertThat(attempts.get(attempts.size() - 1).purpose()).isEqualTo(Purpose.DESTINATION);
    }

    @Test
    void aDeliveryThatHasNotBegunWhenTheStreamGoesDoesNotBegin() {
        work = waitingWork::add;
        route(1, main);
        put("a");
        CompletableFuture<Void> unused = bench.close();
        waitingWork.remove().run();

        assertThat(main.received).isEmpty();
        assertThat(budget.used()).isZero();
        assertThat(bench.waiting()).isZero();
        assertThat(time.pending()).isEmpty();
    }

    @Test
    void withoutADestinationAFlushStillTriesWhatIsOnItsWay() {
        route(1, main);
        main.answer(Next.RETRY);
        put("a");
        route(1, null);
        put("b");

        CompletableFuture<Void> flushed = queue.flush();

        assertThat(flushed).isCompleted();
        assertThat(main.received).containsExactly(List.of("a"));
        assertThat(bench.waiting()).isEqualTo(1);
        time.advance(Duration.ofDays(1));
        assertThat(bench.expired).containsExactly(1L);
        assertThat(budget.used()).isZero();
    }

    /** Remembers every task, so that a test can run one that was cancelled too late. */
    private final class Recording implements Scheduler {
        @Override
        public Cancellable at(Instant due, String what, String owner, Runnable task) {
            everPlanned.add(task);
            return time.at(due, what, owner, task);
        }

        @Override
        public Hold hold(String what) {
            return () -> {};
        }
    }
}
