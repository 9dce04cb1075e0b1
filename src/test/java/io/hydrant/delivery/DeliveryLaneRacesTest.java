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
import java.util.concurrent.Executor;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.delivery.Delivery.Purpose;
import io.hydrant.delivery.Delivery.Result;
import io.hydrant.delivery.Outcome.Then;
import io.hydrant.time.Cancellable;
import io.hydrant.time.Hold;
import io.hydrant.time.Scheduler;
import io.hydrant.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes at the wrong moment: tasks too late, updates and deletes in between, and parts that fail in ways of their own. */
class DeliveryLaneRacesTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Object lock = new Object();
    private final VirtualTime time = new VirtualTime(START);
    private final List<Runnable> everPlanned = new ArrayList<>();
    private final ArrayDeque<Runnable> waitingWork = new ArrayDeque<>();
    private final BufferBudget budget = new BufferBudget(1_000_000);
    private final List<Delivery> attempts = new ArrayList<>();
    private final List<Long> expired = new ArrayList<>();
    private final Script main = new Script(Duration.ofDays(1), null);
    private Executor work = Runnable::run;
    private boolean deaf;
    private final DeliveryLane lane = new DeliveryLane(
            lock,
            "orders",
            Purpose.DESTINATION,
            budget,
            new LaneServices(time, new Recording(), task -> work.execute(task), new Random(7)),
            Plain::new,
            new DeliveryListener() {
                @Override
                public void attempted(Delivery delivery) {
                    attempts.add(delivery);
                    if (deaf) {
                        throw new IllegalStateException("cannot hear");
                    }
                }

                @Override
                public void expired(long records) {
                    expired.add(records);
                }
            });

    private void route(long bytes, @Nullable Destination destination) {
        Origin origin = new Origin(new Scope(new AccountId("000000000000"), new Region("us-east-1")), "orders", 1);
        synchronized (lock) {
            lane.route(destination == null ? null : new Route(origin, new BufferingHints(bytes, MINUTE), destination));
        }
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
    }

    private void close() {
        synchronized (lock) {
            CompletableFuture<Void> unused = lane.close();
        }
    }

    private List<Result> results() {
        return attempts.stream().map(Delivery::result).toList();
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
        main.answer(Then.RETRY, Then.RETRY);
        put("a");
        Runnable late = everPlanned.get(everPlanned.size() - 1);
        assertThat(lane.flush()).isCompleted();
        assertThat(results()).hasSize(2);

        late.run();

        assertThat(results()).containsExactly(Result.RETRYING, Result.RETRYING);
        assertThat(time.pending()).hasSize(1);
    }

    @Test
    void anErrorOfTheMachineIsARetryLikeAnyOther() {
        route(1, main);
        main.error = new OutOfMemoryError("too large");
        try {
            put("a");
        } catch (OutOfMemoryError e) {
            throw new AssertionError("not caught", e);
        }
        assertThat(results()).containsExactly(Result.RETRYING);
        assertThat(attempts.get(0).error().orElseThrow().code()).isEqualTo("InternalError");

        main.error = null;
        time.advance(Duration.ofSeconds(2));
        assertThat(main.received).containsExactly(List.of("a"));
    }

    @Test
    void aListenerThatThrowsDoesNotStopTheLane() {
        route(1, main);
        deaf = true;
        try {
            put("a");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("cannot hear");
        }
        deaf = false;
        put("b");

        assertThat(main.received).containsExactly(List.of("a"), List.of("b"));
        assertThat(budget.used()).isZero();
    }

    @Test
    void anErrorOutputThatCannotBeOpenedIsAskedForAgain() {
        Script errors = new Script(Duration.ofDays(1), null);
        Script endpoint = new Script(Duration.ZERO, errors);
        endpoint.answer(Then.RETRY, Then.RETRY);
        endpoint.errorsClosed = true;
        route(1, endpoint);
        try {
            put("a");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("no error output");
        }
        assertThat(results()).containsExactly(Result.RETRYING);

        endpoint.errorsClosed = false;
        time.advance(Duration.ofSeconds(2));
        assertThat(errors.received).containsExactly(List.of("a"));
    }

    @Test
    void aRetryCountsOnlyWhatHasNotArrivedYet() {
        route(1, main);
        main.arrivedBeforeFailing = 2;
        main.always = Optional.of(Then.RETRY);
        put("aaaa", "bb", "c");
        time.advance(Duration.ofDays(1));

        assertThat(attempts.get(0).records()).isEqualTo(3);
        assertThat(attempts.get(0).bytes()).isEqualTo(7);
        Delivery last = attempts.get(attempts.size() - 1);
        assertThat(last.result()).isEqualTo(Result.DROPPED);
        assertThat(last.records()).isEqualTo(1);
        assertThat(last.bytes()).isEqualTo(1);
        assertThat(last.arrived()).isZero();
    }

    @Test
    void aNewDestinationHasARetryTimeOfItsOwn() {
        Script errors = new Script(Duration.ofDays(1), null);
        Script slow = new Script(Duration.ofDays(1), null);
        slow.always = Optional.of(Then.RETRY);
        route(1, slow);
        put("a");
        time.advance(Duration.ofHours(2));
        Script endpoint = new Script(Duration.ofMinutes(5), errors);
        endpoint.answer(Then.RETRY, Then.RETRY);
        route(1, endpoint);

        time.advance(Duration.ofMinutes(4));

        assertThat(errors.received).isEmpty();
        assertThat(endpoint.received).containsExactly(List.of("a"));
        assertThat(attempts.get(attempts.size() - 1).attempt()).isEqualTo(3);
    }

    @Test
    void whatWaitsForABrokenErrorOutputTakesTheOneOfTheNextUpdate() {
        Script broken = new Script(Duration.ofDays(1), null);
        broken.always = Optional.of(Then.RETRY);
        Script endpoint = new Script(Duration.ZERO, broken);
        endpoint.always = Optional.of(Then.RETRY);
        route(1, endpoint);
        put("a");
        Script mended = new Script(Duration.ofDays(1), null);
        Script next = new Script(Duration.ZERO, mended);
        route(1, next);

        time.advance(Duration.ofMinutes(3));

        assertThat(next.received).isEmpty();
        assertThat(mended.received).containsExactly(List.of("a"));
        assertThat(attempts.get(attempts.size() - 1).purpose()).isEqualTo(Purpose.ERROR_OUTPUT);
        assertThat(next.lastFailure.attempts()).isEqualTo(1);
    }

    @Test
    void whatWaitsForAnErrorOutputGoesToANewDestinationThatHasNone() {
        Script broken = new Script(Duration.ofDays(1), null);
        broken.always = Optional.of(Then.RETRY);
        Script endpoint = new Script(Duration.ZERO, broken);
        endpoint.always = Optional.of(Then.RETRY);
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
        close();
        waitingWork.remove().run();

        assertThat(main.received).isEmpty();
        assertThat(budget.used()).isZero();
        assertThat(lane.records()).isZero();
        assertThat(time.pending()).isEmpty();
    }

    @Test
    void withoutADestinationAFlushStillTriesWhatIsOnItsWay() {
        route(1, main);
        main.answer(Then.RETRY);
        put("a");
        route(1, null);
        put("b");

        CompletableFuture<Void> flushed = lane.flush();

        assertThat(flushed).isCompleted();
        assertThat(main.received).containsExactly(List.of("a"));
        assertThat(lane.records()).isEqualTo(1);
        time.advance(Duration.ofDays(1));
        assertThat(expired).containsExactly(1L);
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

    private static final class Script implements Destination {
        private final Duration retryFor;
        private final @Nullable Script errors;
        private final ArrayDeque<Then> answers = new ArrayDeque<>();
        private final List<List<String>> received = new ArrayList<>();
        private Optional<Then> always = Optional.empty();
        private Failure lastFailure = new Failure("", "", 0, Instant.EPOCH);
        private @Nullable Error error;
        private boolean errorsClosed;
        private int arrivedBeforeFailing;

        Script(Duration retryFor, @Nullable Script errors) {
            this.retryFor = retryFor;
            this.errors = errors;
        }

        void answer(Then... then) {
            answers.addAll(List.of(then));
        }

        @Override
        public Shipment begin() {
            return parcel -> {
                Error thrown = error;
                if (thrown != null) {
                    throw thrown;
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
            };
        }

        @Override
        public Duration retryFor() {
            return retryFor;
        }

        @Override
        public Optional<Destination> errorOutput(Failure failure) {
            if (errorsClosed) {
                throw new IllegalStateException("no error output");
            }
            lastFailure = failure;
            return Optional.ofNullable(errors);
        }
    }

    private static final class Plain implements RecordOpener {
        @Override
        public Parcel.Piece open(RecordBuffer.Chunk chunk) {
            return new Parcel.Piece(chunk.arrival(), chunk.data(), chunk.offset(), chunk.length());
        }

        @Override
        public void close() {}
    }
}
