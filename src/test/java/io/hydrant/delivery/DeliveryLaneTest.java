package io.hydrant.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.delivery.Delivery.Purpose;
import io.hydrant.delivery.Delivery.Result;
import io.hydrant.delivery.Outcome.Then;
import io.hydrant.time.Pending;
import io.hydrant.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryLaneTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Object lock = new Object();
    private final VirtualTime time = new VirtualTime(START);
    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private final BufferBudget budget = new BufferBudget(1_000_000);
    private final List<Delivery> attempts = new CopyOnWriteArrayList<>();
    private final List<Long> expired = new ArrayList<>();
    private final Scripted main = new Scripted(Duration.ofDays(1), null);
    private final DeliveryLane lane = new DeliveryLane(
            lock,
            "orders",
            Purpose.DESTINATION,
            budget,
            new LaneServices(time, time, work, new Random(7)),
            PlainOpener::new,
            new DeliveryListener() {
                @Override
                public void attempted(Delivery delivery) {
                    attempts.add(delivery);
                }

                @Override
                public void expired(long records) {
                    expired.add(records);
                }
            });

    @AfterEach
    void stopWork() {
        work.shutdownNow();
    }

    private void route(long bytes, Duration interval, Destination destination) {
        synchronized (lock) {
            lane.route(new Route(origin(), new BufferingHints(bytes, interval), destination));
        }
    }

    private static Origin origin() {
        return new Origin(new Scope(new AccountId("000000000000"), new Region("us-east-1")), "orders", 1);
    }

    private void put(String... records) {
        RecordFrames frames = new RecordFrames();
        for (String record : records) {
            frames.add(record.getBytes(StandardCharsets.UTF_8));
        }
        int count = frames.count();
        assertThat(budget.take(BufferBudget.costOf(count, frames.bytesOf(count))))
                .isTrue();
        synchronized (lock) {
            lane.append(time.instant(), count, frames.bytesOf(count), frames.data(), frames.lengthOf(count));
        }
        advance(Duration.ZERO);
    }

    /** Moves the clock; deliveries are settled when this returns. */
    private void advance(Duration span) {
        time.advance(span);
    }

    @Nested
    class Hints {
        @Test
        void deliversWhenTheIntervalSinceTheFirstRecordIsOver() {
            route(1_000, Duration.ofMinutes(1), main);
            put("a");
            advance(Duration.ofSeconds(59));
            put("b");

            assertThat(main.received).isEmpty();
            advance(Duration.ofSeconds(1));
            assertThat(main.received).containsExactly(List.of("a", "b"));
        }

        @Test
        void countsTheIntervalOfTheNextRecordsAnew() {
            route(1_000, Duration.ofMinutes(1), main);
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
            route(4, Duration.ofMinutes(1), main);
            put("aa");
            assertThat(main.received).isEmpty();
            put("bb");

            assertThat(main.received).containsExactly(List.of("aa", "bb"));
            assertThat(time.pending()).isEmpty();
        }

        @Test
        void measuresTheSizeOnRecordBytesAlone() {
            route(4, Duration.ofMinutes(1), main);
            put("", "", "", "abc");

            assertThat(main.received).isEmpty();
        }

        @Test
        void deliversAnIntervalOfZeroWithoutMovingTheClock() {
            route(1_000, Duration.ZERO, main);
            put("a");
            advance(Duration.ZERO);

            assertThat(main.received).containsExactly(List.of("a"));
        }

        @Test
        void writesNothingWhenNothingCame() {
            route(1_000, Duration.ofMinutes(1), main);
            advance(Duration.ofHours(1));

            assertThat(main.begun).isZero();
        }
    }

    @Nested
    class Failures {
        @Test
        void retriesWithGrowingWaitsUntilItWorks() {
            route(1, Duration.ofMinutes(1), main);
            main.answer(Then.RETRY, Then.RETRY, Then.RETRY);
            put("a");
            advance(Duration.ofSeconds(20));

            assertThat(attempts).extracting(Delivery::attempt).containsExactly(1, 2, 3, 4);
            assertThat(attempts)
                    .extracting(Delivery::result)
                    .containsExactly(Result.RETRYING, Result.RETRYING, Result.RETRYING, Result.DELIVERED);
            assertThat(Duration.between(attempts.get(1).time(), attempts.get(2).time()))
                    .isBetween(Duration.ofMillis(1700), Duration.ofMillis(2300));
            assertThat(main.received).containsExactly(List.of("a"));
            assertThat(main.begun).isEqualTo(1);
            assertThat(budget.used()).isZero();
        }

        @Test
        void letsOthersPassWhileOneWaits() {
            route(1, Duration.ofMinutes(1), main);
            main.answer(Then.RETRY);
            put("a");
            put("b");

            assertThat(main.received).containsExactly(List.of("b"));
            advance(Duration.ofSeconds(2));
            assertThat(main.received).containsExactly(List.of("b"), List.of("a"));
        }

        @Test
        void dropsWhatIsOlderThanADay() {
            route(1, Duration.ofMinutes(1), main);
            main.answerAlways(Then.RETRY);
            put("a");
            advance(Duration.ofHours(24).minusMillis(1));
            assertThat(budget.used()).isEqualTo(BufferBudget.costOf(1, 1));

            advance(Duration.ofMillis(1));
            assertThat(budget.used()).isZero();
            assertThat(attempts.get(attempts.size() - 1).result()).isEqualTo(Result.DROPPED);
            assertThat(lane.records()).isZero();
            assertThat(time.pending()).isEmpty();
        }

        @Test
        void givesUpToTheErrorOutputWhenTheRetryTimeIsOver() {
            Scripted errors = new Scripted(Duration.ofDays(1), null);
            Scripted endpoint = new Scripted(Duration.ofSeconds(10), errors);
            endpoint.answerAlways(Then.RETRY);
            route(1, Duration.ofMinutes(1), endpoint);
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
            Scripted errors = new Scripted(Duration.ofDays(1), null);
            Scripted endpoint = new Scripted(Duration.ZERO, errors);
            endpoint.arrivedBeforeFailing = 2;
            endpoint.answer(Then.RETRY);
            route(1, Duration.ofMinutes(1), endpoint);
            put("a", "b", "c");

            assertThat(errors.received).containsExactly(List.of("c"));
            assertThat(attempts).extracting(Delivery::arrived).containsExactly(2, 1);
        }

        @Test
        void losesWhatTheServiceLoses() {
            Scripted errors = new Scripted(Duration.ofDays(1), null);
            Scripted endpoint = new Scripted(Duration.ofMinutes(5), errors);
            endpoint.answer(Then.DROP);
            route(1, Duration.ofMinutes(1), endpoint);
            put("a");

            assertThat(attempts).extracting(Delivery::result).containsExactly(Result.DROPPED);
            assertThat(errors.received).isEmpty();
            assertThat(budget.used()).isZero();
        }

        @Test
        void takesTheNewDestinationForTheNextAttempt() {
            route(1, Duration.ofMinutes(1), main);
            main.answerAlways(Then.RETRY);
            put("a");
            Scripted other = new Scripted(Duration.ofDays(1), null);
            route(1, Duration.ofMinutes(1), other);
            advance(Duration.ofSeconds(2));

            assertThat(other.received).containsExactly(List.of("a"));
        }

        @Test
        void survivesADestinationThatThrows() {
            route(1, Duration.ofMinutes(1), main);
            main.throwing = true;
            put("a");
            assertThat(attempts).extracting(Delivery::result).containsExactly(Result.RETRYING);

            main.throwing = false;
            advance(Duration.ofSeconds(2));
            assertThat(main.received).containsExactly(List.of("a"));
        }
    }

    @Nested
    class FlushingAndClosing {
        @Test
        void flushDeliversNowAndTriesAgainWhatWaits() {
            route(2, Duration.ofMinutes(1), main);
            main.answer(Then.RETRY);
            put("aa");
            put("b");
            CompletableFuture<Void> flushed = lane.flush();
            advance(Duration.ZERO);

            assertThat(flushed).isCompleted();
            assertThat(main.received).containsExactlyInAnyOrder(List.of("aa"), List.of("b"));
            assertThat(time.pending()).isEmpty();
        }

        @Test
        void flushEndsWhenTheAttemptHasFailed() {
            route(1_000, Duration.ofMinutes(1), main);
            main.answerAlways(Then.RETRY);
            put("a");
            CompletableFuture<Void> flushed = lane.flush();
            advance(Duration.ZERO);

            assertThat(flushed).isCompleted();
            assertThat(time.pending()).extracting(Pending::what).containsExactly("retry delivery of orders");
        }

        @Test
        void closingDropsWhatIsBufferedAndWhatWaits() {
            route(2, Duration.ofMinutes(1), main);
            main.answerAlways(Then.RETRY);
            put("aa");
            put("b");
            synchronized (lock) {
                assertThat(lane.close()).isCompleted();
            }
            advance(Duration.ofHours(25));

            assertThat(main.received).isEmpty();
            assertThat(budget.used()).isZero();
            assertThat(lane.records()).isZero();
        }
    }

    @Nested
    class WithoutADestination {
        @Test
        void keepsRecordsForADay() {
            put("a", "b");
            advance(Duration.ofHours(24).minusMillis(1));
            assertThat(expired).isEmpty();

            advance(Duration.ofMillis(1));
            assertThat(expired).containsExactly(2L);
            assertThat(budget.used()).isZero();
        }

        @Test
        void deliversThemWhenADestinationComes() {
            put("a");
            route(1_000, Duration.ofMinutes(1), main);
            advance(Duration.ofMinutes(1));

            assertThat(main.received).containsExactly(List.of("a"));
        }

        @Test
        void youngRecordsOutliveTheOldOnesTheyWaitedWith() {
            put("a");
            advance(Duration.ofHours(23));
            put("b");
            main.answerAlways(Then.RETRY);
            route(1_000, Duration.ofMinutes(1), main);
            advance(Duration.ofHours(2));
            assertThat(lane.records()).isEqualTo(1);

            main.always = Optional.empty();
            advance(Duration.ofHours(1));
            assertThat(main.received).containsExactly(List.of("b"));
            assertThat(budget.used()).isZero();
        }
    }

    /** A destination that answers as it is told, and then delivers. */
    private static final class Scripted implements Destination {
        private final Duration retryFor;
        private final Optional<Scripted> errors;
        private final ArrayDeque<Then> answers = new ArrayDeque<>();
        private final List<List<String>> received = new CopyOnWriteArrayList<>();
        private Optional<Then> always = Optional.empty();
        private Failure lastFailure = new Failure("", "", 0, Instant.EPOCH);
        private boolean throwing;
        private int begun;
        private int arrivedBeforeFailing;

        Scripted(Duration retryFor, @Nullable Scripted errors) {
            this.retryFor = retryFor;
            this.errors = Optional.ofNullable(errors);
        }

        void answer(Then... then) {
            answers.addAll(List.of(then));
        }

        void answerAlways(Then then) {
            always = Optional.of(then);
        }

        @Override
        public Shipment begin() {
            begun++;
            return this::attempt;
        }

        private Outcome attempt(Parcel parcel) {
            if (throwing) {
                throw new IllegalStateException("broken");
            }
            Optional<Then> failure = Optional.ofNullable(answers.poll()).or(() -> always);
            if (failure.isPresent()) {
                return new Outcome.Failed("test:x", "Test.Down", "is down", failure.get(), arrivedBeforeFailing);
            }
            List<String> records = new ArrayList<>();
            parcel.forEach((arrival, data, offset, length) ->
                    records.add(new String(data, offset, length, StandardCharsets.UTF_8)));
            received.add(records);
            return new Outcome.Delivered("test:x", parcel.bytes());
        }

        @Override
        public Duration retryFor() {
            return retryFor;
        }

        @Override
        public Optional<Destination> errorOutput(Failure failure) {
            lastFailure = failure;
            return errors.map(e -> e);
        }
    }

    /** Nothing is sealed here. */
    private static final class PlainOpener implements RecordOpener {
        @Override
        public Parcel.Piece open(RecordBuffer.Chunk chunk) {
            return new Parcel.Piece(chunk.arrival(), chunk.data(), chunk.offset(), chunk.length());
        }

        @Override
        public void close() {}
    }
}
