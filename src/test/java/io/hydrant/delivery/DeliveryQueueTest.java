package io.hydrant.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Purpose;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.RecordSet;
import io.hydrant.support.ExpectedErrors;
import io.hydrant.support.QueuedWork;
import io.hydrant.time.Pending;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryQueueTest {
    private final QueuedWork work = new QueuedWork(QueueBench.standingTime());
    private final QueueBench bench = new QueueBench(work.time(), work.scheduler(), work);
    private final VirtualTime time = bench.time;
    private final BufferBudget budget = bench.budget;
    private final List<DeliveryAttempt> attempts = bench.attempts;
    private final ScriptedDestination main = new ScriptedDestination(Duration.ofDays(1), null);
    private final Pipeline queue = bench.queue;

    /** Deliveries are settled when this returns. */
    private void put(String... records) {
        bench.put(records);
        work.runAll();
    }

    /** Moves the clock; deliveries are settled when this returns. */
    private void advance(Duration span) {
        work.advance(span);
    }

    @Nested
    class Hints {
        @Test
        void deliversWhenTheIntervalSinceTheFirstRecordIsOver() {
            bench.route(1_000, Duration.ofMinutes(1), main);
            put("a");
            advance(Duration.ofSeconds(59));
            put("b");

            assertThat(main.received).isEmpty();
            advance(Duration.ofSeconds(1));
            assertThat(main.received).containsExactly(List.of("a", "b"));
        }

        @Test
        void countsTheIntervalOfTheNextRecordsAnew() {
            bench.route(1_000, Duration.ofMinutes(1), main);
            put("a");
            advance(Duration.ofSeconds(100));
            put("b");
            advance(Duration.ofSeconds(59));

            assertThat(main.received).containsExactly(List.of("a"));
            advance(Duration.ofSeconds(1));
            assertThat(main.received).containsExactly(List.of("a"), List.of("b"));
        }

        @Test
        void deliversAtOnceWhenTheSizeIsReachedAndPlansNothingMore() {
            bench.route(4, Duration.ofMinutes(1), main);
            put("aa");
            assertThat(main.received).isEmpty();
            put("bb");

            assertThat(main.received).containsExactly(List.of("aa", "bb"));
            assertThat(time.pending()).isEmpty();
        }

        @Test
        void measuresTheSizeOnRecordBytesAlone() {
            bench.route(4, Duration.ofMinutes(1), main);
            put("", "", "", "abc");

            assertThat(main.received).isEmpty();
        }

        @Test
        void deliversAnIntervalOfZeroWithoutMovingTheClock() {
            bench.route(1_000, Duration.ZERO, main);
            put("a");
            advance(Duration.ZERO);

            assertThat(main.received).containsExactly(List.of("a"));
        }

        @Test
        void writesNothingWhenNothingCame() {
            bench.route(1_000, Duration.ofMinutes(1), main);
            advance(Duration.ofHours(1));

            assertThat(main.begun).isZero();
        }
    }

    @Nested
    class Failures {
        @Test
        void retriesWithGrowingWaitsUntilItWorks() {
            bench.route(1, Duration.ofMinutes(1), main);
            main.answer(Next.RETRY, Next.RETRY, Next.RETRY);
            put("a");
            advance(Duration.ofSeconds(20));

            assertThat(attempts).extracting(DeliveryAttempt::attempt).containsExactly(1, 2, 3, 4);
            assertThat(attempts)
                    .extracting(DeliveryAttempt::result)
                    .containsExactly(Result.RETRYING, Result.RETRYING, Result.RETRYING, Result.DELIVERED);
            assertThat(Duration.between(attempts.get(1).time(), attempts.get(2).time()))
                    .isBetween(Duration.ofMillis(1700), Duration.ofMillis(2300));
            assertThat(main.received).containsExactly(List.of("a"));
            assertThat(main.begun).isEqualTo(1);
            assertThat(budget.used()).isZero();
        }

        @Test
        void letsOthersPassWhileOneWaits() {
            bench.route(1, Duration.ofMinutes(1), main);
            main.answer(Next.RETRY);
            put("a");
            put("b");

            assertThat(main.received).containsExactly(List.of("b"));
            advance(Duration.ofSeconds(2));
            assertThat(main.received).containsExactly(List.of("b"), List.of("a"));
        }

        @Test
        void dropsWhatIsOlderThanADay() {
            bench.route(1, Duration.ofMinutes(1), main);
            main.answerAlways(Next.RETRY);
            put("a");
            advance(Duration.ofHours(24).minusMillis(1));
            assertThat(budget.used()).isEqualTo(BufferBudget.costOf(1, 1));

            advance(Duration.ofMillis(1));
            assertThat(budget.used()).isZero();
            assertThat(attempts.get(attempts.size() - 1).result()).isEqualTo(Result.DROPPED);
            assertThat(bench.waiting()).isZero();
            assertThat(time.pending()).isEmpty();
        }

        @Test
        void givesUpToTheErrorOutputWhenTheRetryTimeIsOver() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination endpoint = new ScriptedDestination(Duration.ofSeconds(10), errors);
            endpoint.answerAlways(Next.RETRY);
            bench.route(1, Duration.ofMinutes(1), endpoint);
            put("a", "b");
            advance(Duration.ofSeconds(9));
            assertThat(errors.received).isEmpty();

            advance(Duration.ofSeconds(1));
            assertThat(errors.received).containsExactly(List.of("a", "b"));
            assertThat(attempts.get(attempts.size() - 1).purpose()).isEqualTo(Purpose.ERROR_OUTPUT);
            assertThat(endpoint.lastFailure.attempts()).isEqualTo(attempts.size() - 1);
            assertThat(budget.used()).isZero();
        }

        @Test
        void givesUpOnlyWhatDidNotArrive() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination endpoint = new ScriptedDestination(Duration.ZERO, errors);
            endpoint.arrivedBeforeFailing = 2;
            endpoint.answer(Next.RETRY);
            bench.route(1, Duration.ofMinutes(1), endpoint);
            put("a", "b", "c");

            assertThat(errors.received).containsExactly(List.of("c"));
            assertThat(attempts).extracting(DeliveryAttempt::arrived).containsExactly(2, 1);
        }

        @Test
        void retriesAloneTheRecordsThatFailedInTheMiddleOfABatch() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination bulk = new ScriptedDestination(Duration.ofSeconds(10), errors);
            bulk.refused = Set.of("r2", "r5");
            bench.route(14, Duration.ofMinutes(1), bulk);
            put("r0", "r1", "r2");
            put("r3", "r4", "r5", "r6");

            assertThat(bulk.received).containsExactly(List.of("r0", "r1", "r3", "r4", "r6"));
            assertThat(attempts).extracting(DeliveryAttempt::arrived).containsExactly(5);
            assertThat(queue.waiting(Purpose.DESTINATION).get(0).remaining()).isEqualTo(RecordSet.of(7, 2, 5));
            assertThat(budget.used())
                    .as("room is given back when the whole batch is done")
                    .isPositive();

            advance(Duration.ofSeconds(10));
            assertThat(bulk.attempted.subList(1, bulk.attempted.size()))
                    .hasSizeGreaterThan(1)
                    .allMatch(List.of("r2", "r5")::equals);
            assertThat(bulk.received).as("each of the others once").hasSize(1);
            assertThat(errors.received).containsExactly(List.of("r2", "r5"));
            assertThat(attempts.subList(1, attempts.size())).allSatisfy(attempt -> {
                assertThat(attempt.records()).isEqualTo(2);
                assertThat(attempt.bytes()).isEqualTo(4);
            });
            assertThat(budget.used()).isZero();
        }

        @Test
        void sendsWhatIsNeverTakenToTheErrorOutputAtOnceAndRetriesTheOthersAlone() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination bulk = new ScriptedDestination(Duration.ofSeconds(10), errors);
            bulk.refused = Set.of("r2");
            bulk.neverTaken = Set.of("r1", "r4");
            bench.route(10, Duration.ofMinutes(1), bulk);
            put("r0", "r1", "r2", "r3", "r4");

            assertThat(bulk.received).containsExactly(List.of("r0", "r3"));
            assertThat(errors.received).containsExactly(List.of("r1", "r4"));
            assertThat(attempts).extracting(DeliveryAttempt::records).containsExactly(5, 2);
            assertThat(attempts).extracting(DeliveryAttempt::arrived).containsExactly(2, 2);
            assertThat(attempts)
                    .extracting(DeliveryAttempt::purpose)
                    .containsExactly(Purpose.DESTINATION, Purpose.ERROR_OUTPUT);
            assertThat(bench.waiting())
                    .as("with those that wait for their batch")
                    .isEqualTo(5);
            assertThat(budget.used()).isEqualTo(BufferBudget.costOf(5, 10));

            bulk.refused = Set.of();
            advance(Duration.ofSeconds(2));
            assertThat(bulk.received).containsExactly(List.of("r0", "r3"), List.of("r2"));
            assertThat(bench.waiting()).isZero();
            assertThat(budget.used()).isZero();
        }

        @Test
        void keepsTheRoomOfABatchUntilItsErrorOutputHasItsPartToo() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination bulk = new ScriptedDestination(Duration.ofSeconds(10), errors);
            bulk.refused = Set.of("b");
            bulk.neverTaken = Set.of("a");
            errors.answerAlways(Next.RETRY);
            bench.route(2, Duration.ofMinutes(1), bulk);
            put("a", "b");
            bulk.refused = Set.of();
            advance(Duration.ofSeconds(2));

            assertThat(bench.waiting())
                    .as("with the one that waits for its batch")
                    .isEqualTo(2);
            assertThat(queue.waiting(Purpose.DESTINATION).get(0).remaining()).isEqualTo(RecordSet.of(2, 0));
            assertThat(budget.used()).isEqualTo(BufferBudget.costOf(2, 2));
            errors.always = Optional.empty();
            advance(Duration.ofMinutes(3));
            assertThat(errors.received).containsExactly(List.of("a"));
            assertThat(budget.used()).isZero();
        }

        @Test
        void endsAFlushWhenTheErrorOutputHasWhatIsNeverTaken() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination bulk = new ScriptedDestination(Duration.ofSeconds(10), errors);
            bulk.refused = Set.of("b");
            bulk.neverTaken = Set.of("a");
            bench.route(100, Duration.ofMinutes(1), bulk);
            put("a", "b");
            CompletableFuture<Void> flushed = queue.flush();
            assertThat(flushed).isNotDone();
            work.runAll();

            assertThat(flushed).isDone();
            assertThat(errors.received).containsExactly(List.of("a"));
        }

        @ExpectedErrors("No error output")
        @Test
        void retriesWhatIsNeverTakenWhileItsErrorOutputCannotBeOpened() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination bulk = new ScriptedDestination(Duration.ofSeconds(10), errors);
            bulk.refused = Set.of("b");
            bulk.neverTaken = Set.of("a");
            bulk.errorsClosed = true;
            bench.route(2, Duration.ofMinutes(1), bulk);
            put("a", "b");
            assertThat(bench.waiting()).isEqualTo(2);

            bulk.errorsClosed = false;
            advance(Duration.ofSeconds(2));
            assertThat(bulk.attempted).containsExactly(List.of("a", "b"), List.of("a", "b"));
            assertThat(errors.received).containsExactly(List.of("a"));
            bulk.refused = Set.of();
            advance(Duration.ofSeconds(5));
            assertThat(bulk.received).containsExactly(List.of("b"));
            assertThat(budget.used()).isZero();
        }

        @Test
        void retriesFewerWhenMoreHaveArrived() {
            bench.route(6, Duration.ofMinutes(1), main);
            main.refused = Set.of("b", "d", "f");
            put("a", "b", "c", "d", "e", "f");
            main.refused = Set.of("d");
            advance(Duration.ofSeconds(2));
            main.refused = Set.of();
            advance(Duration.ofSeconds(3));

            assertThat(main.received).containsExactly(List.of("a", "c", "e"), List.of("b", "f"), List.of("d"));
            assertThat(attempts).extracting(DeliveryAttempt::arrived).containsExactly(3, 2, 1);
            assertThat(main.begun).isEqualTo(1);
        }

        @ExpectedErrors("Reported records")
        @Test
        void takesAResultAboutOtherRecordsForABugOfTheDestination() {
            main.refused = Set.of("b");
            bench.route(2, Duration.ofMinutes(1), main);
            put("a", "b");
            main.refused = Set.of();
            main.answer(Next.RETRY);
            main.arrivedBeforeFailing = -1;
            advance(Duration.ofSeconds(2));

            assertThat(bench.results()).containsExactly(Result.RETRYING, Result.RETRYING);
            assertThat(attempts.get(1).error().orElseThrow().code()).isEqualTo("InternalError");
            advance(Duration.ofSeconds(5));
            assertThat(main.received).containsExactly(List.of("a"), List.of("b"));
        }

        @Test
        void losesWhatTheServiceLoses() {
            ScriptedDestination errors = new ScriptedDestination(Duration.ofDays(1), null);
            ScriptedDestination endpoint = new ScriptedDestination(Duration.ofMinutes(5), errors);
            endpoint.answer(Next.DISCARD);
            bench.route(1, Duration.ofMinutes(1), endpoint);
            put("a");

            assertThat(attempts).extracting(DeliveryAttempt::result).containsExactly(Result.DROPPED);
            assertThat(errors.received).isEmpty();
            assertThat(budget.used()).isZero();
        }

        @Test
        void takesTheNewDestinationForTheNextAttempt() {
            bench.route(1, Duration.ofMinutes(1), main);
            main.answerAlways(Next.RETRY);
            put("a");
            ScriptedDestination other = new ScriptedDestination(Duration.ofDays(1), null);
            bench.route(1, Duration.ofMinutes(1), other);
            advance(Duration.ofSeconds(2));

            assertThat(other.received).containsExactly(List.of("a"));
        }

        @ExpectedErrors("broken")
        @Test
        void survivesADestinationThatThrows() {
            bench.route(1, Duration.ofMinutes(1), main);
            main.throwing = true;
            put("a");
            assertThat(attempts).extracting(DeliveryAttempt::result).containsExactly(Result.RETRYING);

            main.throwing = false;
            advance(Duration.ofSeconds(2));
            assertThat(main.received).containsExactly(List.of("a"));
        }
    }

    @Nested
    class FlushingAndClosing {
        @Test
        void flushDeliversNowAndTriesAgainWhatWaits() {
            bench.route(2, Duration.ofMinutes(1), main);
            main.answer(Next.RETRY);
            put("aa");
            put("b");
            CompletableFuture<Void> flushed = queue.flush();
            advance(Duration.ZERO);

            assertThat(flushed).isCompleted();
            assertThat(main.received).containsExactlyInAnyOrder(List.of("aa"), List.of("b"));
            assertThat(time.pending()).isEmpty();
        }

        @Test
        void flushEndsWhenTheAttemptHasFailed() {
            bench.route(1_000, Duration.ofMinutes(1), main);
            main.answerAlways(Next.RETRY);
            put("a");
            CompletableFuture<Void> flushed = queue.flush();
            advance(Duration.ZERO);

            assertThat(flushed).isCompleted();
            assertThat(time.pending()).extracting(Pending::what).containsExactly("retry delivery of orders");
        }

        @Test
        void closingDropsWhatIsBufferedAndWhatWaits() {
            bench.route(2, Duration.ofMinutes(1), main);
            main.answerAlways(Next.RETRY);
            put("aa");
            put("b");
            assertThat(bench.close()).isCompleted();
            advance(Duration.ofHours(25));

            assertThat(main.received).isEmpty();
            assertThat(budget.used()).isZero();
            assertThat(bench.waiting()).isZero();
        }
    }

    @Nested
    class WithoutADestination {
        @Test
        void keepsRecordsForADay() {
            put("a", "b");
            advance(Duration.ofHours(24).minusMillis(1));
            assertThat(bench.expired).isEmpty();

            advance(Duration.ofMillis(1));
            assertThat(bench.expired).containsExactly(2L);
            assertThat(budget.used()).isZero();
        }

        @Test
        void deliversThemWhenADestinationComes() {
            put("a");
            bench.route(1_000, Duration.ofMinutes(1), main);
            advance(Duration.ofMinutes(1));

            assertThat(main.received).containsExactly(List.of("a"));
        }

        @Test
        void youngRecordsOutliveTheOldOnesTheyWaitedWith() {
            put("a");
            advance(Duration.ofHours(23));
            put("b");
            main.answerAlways(Next.RETRY);
            bench.route(1_000, Duration.ofMinutes(1), main);
            advance(Duration.ofHours(2));
            assertThat(bench.waiting()).isEqualTo(1);

            main.always = Optional.empty();
            advance(Duration.ofHours(1));
            assertThat(main.received).containsExactly(List.of("b"));
            assertThat(budget.used()).isZero();
        }
    }
}
