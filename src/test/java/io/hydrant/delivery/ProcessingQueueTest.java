package io.hydrant.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Partitioning;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingException;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorChain;
import io.hydrant.processing.RecordHandler;
import io.hydrant.record.BufferingHints;
import io.hydrant.record.PartitionKeys;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Records on their way through processors, by a processor that reads in each record what is to become of it. */
class ProcessingQueueTest {
    private static final StreamVersion ORIGIN =
            new StreamVersion(new Scope(new AccountId("000000000000"), new Region("us-east-1")), "orders", 1);

    private final VirtualTime time = QueueBench.standingTime();
    private final ArrayDeque<Runnable> workers = new ArrayDeque<>();
    private final QueueBench bench = new QueueBench(time, time, this::execute);
    private final List<String> arrived = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Map<PartitionKeys, List<String>> partitions = new HashMap<>();

    /** How many attempts the processor fails before it works. */
    private int failing;

    private final Processor processor = new Processor() {
        @Override
        public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
            return new Words(attempt, next);
        }
    };

    /** {@code drop…}, {@code fail…}, {@code twice…}, {@code key=…}; other records go on with an exclamation mark. */
    private final class Words implements RecordHandler {
        private final BatchAttempt attempt;
        private final RecordHandler next;

        Words(BatchAttempt attempt, RecordHandler next) {
            this.attempt = attempt;
            this.next = next;
        }

        @Override
        public void accept(ProcessedRecord record) {
            String text = new String(record.copy(), StandardCharsets.UTF_8);
            if (text.startsWith("part")) {
                if (attempt.partsDone() == 0) {
                    next.accept(record);
                    attempt.partDone();
                } else {
                    attempt.partPassed();
                }
                return;
            }
            if (failing > 0 || (failing < 0 && text.equals("later"))) {
                failing = failing < 0 ? 0 : failing - 1;
                throw new ProcessingException("Lambda.FunctionError", "Not now: attempt " + attempt.attempt());
            }
            if (text.startsWith("drop")) {
                attempt.drop(record);
            } else if (text.startsWith("fail")) {
                attempt.fail(
                        record, new ProcessingFailure("Code", "Why \"so\"", attempt.attempt(), Optional.of("arn")));
            } else if (text.startsWith("key=")) {
                next.accept(record.withKeys(PartitionKeys.NONE.withQuery(Map.of("key", text.substring(4)))));
            } else {
                next.accept(record.withData((text + '!').getBytes(StandardCharsets.UTF_8)));
                if (text.startsWith("twice")) {
                    next.accept(record);
                }
            }
        }

        @Override
        public void end() {
            next.end();
        }
    }

    private static final class Collecting implements Destination {
        private final List<String> into;

        Collecting(List<String> into) {
            this.into = into;
        }

        @Override
        public Transfer begin() {
            return batch -> {
                batch.forEach((position, arrival, data, offset, length) ->
                        into.add(new String(data, offset, length, StandardCharsets.UTF_8)));
                return new DeliveryResult.Delivered("s3://bucket/key", batch.bytes());
            };
        }

        @Override
        public Duration retryFor() {
            return Duration.ZERO;
        }
    }

    private void route(int atOnce, BufferingHints hints, boolean sorted) {
        Processor gathering = new Processor() {
            @Override
            public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
                return processor.open(attempt, next);
            }

            @Override
            public Optional<BufferingHints> hints() {
                return Optional.of(hints);
            }
        };
        bench.retarget(new DeliveryPlan(
                ORIGIN,
                Optional.of(target(arrived)),
                Optional.empty(),
                Optional.of(new DeliveryPlan.Processing(
                        new ProcessorChain(List.of(gathering), atOnce),
                        output -> target(failed),
                        sorted
                                ? Optional.of(new DeliveryPlan.Partitions(
                                        new Partitioning(Set.of("key"), Set.of()),
                                        keys -> target(partitions.computeIfAbsent(keys, any -> new ArrayList<>()))))
                                : Optional.empty()))));
    }

    private static DeliveryTarget target(List<String> into) {
        return new DeliveryTarget(ORIGIN, new BufferingHints(1000, Duration.ofSeconds(60)), new Collecting(into));
    }

    private static BufferingHints every(int seconds) {
        return new BufferingHints(1000, Duration.ofSeconds(seconds));
    }

    /** While the clock moves, workers are as fast as it. */
    private boolean moving;

    private void execute(Runnable work) {
        if (moving) {
            work.run();
        } else {
            workers.add(work);
        }
    }

    private void advance(Duration span) {
        moving = true;
        time.advance(span);
        moving = false;
        work();
    }

    private void flush() {
        CompletableFuture<Void> unused = bench.queue.flush();
        work();
    }

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }

    private Stream<DeliveryAttempt> attempts(Purpose purpose) {
        return bench.attempts.stream().filter(attempt -> attempt.purpose() == purpose);
    }

    @Test
    void gathersRecordsForTheProcessorAndAgainForTheDestination() {
        route(1, every(10), false);
        bench.put("a", "b");

        advance(Duration.ofSeconds(9));
        assertThat(attempts(Purpose.PROCESSING)).isEmpty();
        advance(Duration.ofSeconds(1));
        work();
        advance(Duration.ofSeconds(59));
        assertThat(arrived).isEmpty();
        advance(Duration.ofSeconds(1));
        work();

        assertThat(arrived).containsExactly("a!", "b!");
        assertThat(bench.waiting()).isZero();
        assertThat(bench.budget.used()).isZero();
    }

    @Test
    void processesWhatHasComeWhileTheBatchBeforeWasWorkedOn() {
        route(1, every(0), false);
        bench.put("a");
        bench.put("b");
        bench.put("c");
        assertThat(workers).hasSize(1);

        work();

        assertThat(attempts(Purpose.PROCESSING).map(DeliveryAttempt::records)).containsExactly(1, 2);
    }

    @Test
    void tellsWhatBecameOfEachRecord() {
        route(1, every(0), false);
        bench.put("a", "dropped", "failed", "twice");
        work();

        DeliveryAttempt processing = attempts(Purpose.PROCESSING).findFirst().orElseThrow();
        assertThat(processing.records()).isEqualTo(4);
        assertThat(processing.arrived()).isEqualTo(3);
        assertThat(processing.processed()).hasValueSatisfying(processed -> {
            assertThat(processed.dropped()).isEqualTo(1);
            assertThat(processed.failed()).isEqualTo(1);
        });
        assertThat(processing.result()).isEqualTo(Result.GIVEN_UP);
        assertThat(processing.error().orElseThrow().code()).isEqualTo("Code");
        flush();
        assertThat(arrived).containsExactly("a!", "twice!", "twice");
        assertThat(failed)
                .containsExactly("{\"rawData\":\"ZmFpbGVk\",\"errorCode\":\"Code\",\"errorMessage\":\"Why \\\"so\\\"\","
                        + "\"attemptsMade\":1,\"arrivalTimestamp\":1795428000000,"
                        + "\"attemptEndingTimestamp\":1795428000000,\"lambdaARN\":\"arn\"}\n");
        assertThat(bench.budget.used()).isZero();
    }

    @Test
    void flushesThroughAllQueues() {
        route(1, every(900), false);
        bench.put("a", "failed");

        CompletableFuture<Void> flushed = bench.queue.flush();
        work();

        assertThat(flushed).isCompleted();
        assertThat(arrived).containsExactly("a!");
        assertThat(failed).hasSize(1);
    }

    @Nested
    class Several {
        @Test
        void workOnAsManyBatchesAtOnceAsTheyMay() {
            route(3, new BufferingHints(1, Duration.ofSeconds(60)), false);
            for (int i = 0; i < 5; i++) {
                bench.put("r" + i);
            }

            assertThat(workers).hasSize(3);
            work();
            assertThat(attempts(Purpose.PROCESSING)).hasSize(5);
        }

        @Test
        void keepTheOrderWhateverEndsFirst() {
            route(3, new BufferingHints(1, Duration.ofSeconds(60)), false);
            bench.put("first");
            bench.put("second");
            bench.put("third");
            Runnable first = workers.remove();
            work();
            flush();
            assertThat(arrived).isEmpty();

            first.run();
            flush();
            assertThat(arrived).containsExactly("first!", "second!", "third!");
        }

        @Test
        void waitForTheRetryOfTheBatchBefore() {
            route(2, new BufferingHints(1, Duration.ofSeconds(60)), false);
            failing = 1;
            bench.put("first");
            bench.put("second");
            bench.put("third");
            work();
            assertThat(attempts(Purpose.PROCESSING).map(DeliveryAttempt::result))
                    .containsExactly(Result.RETRYING, Result.DELIVERED);

            advance(Duration.ofSeconds(2));
            work();
            flush();

            assertThat(arrived).containsExactly("first!", "second!", "third!");
            assertThat(bench.budget.used()).isZero();
        }

        @Test
        void endAFlushThatCameWhileOneWaitedForItsTurn() {
            route(2, new BufferingHints(1, Duration.ofSeconds(60)), false);
            failing = 1;
            bench.put("first");
            bench.put("second");
            work();
            assertThat(attempts(Purpose.PROCESSING).map(DeliveryAttempt::result))
                    .containsExactly(Result.RETRYING, Result.DELIVERED);

            CompletableFuture<Void> flushed = bench.queue.flush();
            work();

            assertThat(flushed).isCompleted();
            assertThat(arrived).containsExactly("first!", "second!");
        }

        @Test
        void goOnAfterAFlushWhileOneWaitsForItsRetry() {
            route(1, new BufferingHints(1, Duration.ofSeconds(60)), false);
            failing = 1;
            bench.put("first");
            bench.put("second");
            work();

            CompletableFuture<Void> flushed = bench.queue.flush();
            work();

            assertThat(flushed).isCompleted();
            assertThat(arrived).containsExactly("first!", "second!");
        }
    }

    @Test
    void keepsThePartThatIsDoneWhenALaterOneFails() {
        route(1, every(0), false);
        failing = 2;
        bench.put("part 1", "a");
        work();
        advance(Duration.ofSeconds(2));
        work();
        advance(Duration.ofSeconds(5));
        work();
        flush();

        assertThat(arrived).containsExactly("part 1", "a!");
        assertThat(attempts(Purpose.PROCESSING)
                        .flatMap(attempt -> attempt.error().stream())
                        .map(DeliveryAttempt.Cause::message))
                .containsExactly("Not now: attempt 1", "Not now: attempt 2");
    }

    @Test
    void tellsAFailureOnceThoughALaterPartIsTriedAgain() {
        route(1, every(0), false);
        failing = 0;
        bench.put("failed", "dropped", "part 1", "later");
        work();
        flush();
        assertThat(failed).hasSize(1);

        failing = Integer.MIN_VALUE;
        bench.put("failed", "part 1", "later");
        work();
        flush();

        assertThat(failed).hasSize(2);
    }

    @Test
    void dropsWhatWaitsWhenTheStreamIsDeleted() {
        route(2, new BufferingHints(1, Duration.ofSeconds(60)), true);
        failing = 1;
        bench.put("first");
        bench.put("key=second");
        work();

        CompletableFuture<Void> closed = bench.close();
        work();

        assertThat(closed).isCompleted();
        assertThat(bench.waiting()).isZero();
        assertThat(bench.budget.used()).isZero();
        assertThat(time.pending()).isEmpty();
    }

    @Test
    void dropsRecordsThatCouldNotBeProcessedFor24Hours() {
        route(1, every(0), false);
        failing = Integer.MAX_VALUE;
        bench.put("first");
        work();
        for (int i = 0; i < 24 * 60; i++) {
            advance(Duration.ofMinutes(1));
            work();
        }

        assertThat(bench.expired).containsExactly(1L);
        assertThat(bench.budget.used()).isZero();
    }

    @Test
    void recordsThatComeAfterProcessingWasSwitchedOffWaitForThoseBefore() {
        route(1, every(0), false);
        failing = 1;
        bench.put("first");
        work();
        bench.retarget(new DeliveryPlan(ORIGIN, Optional.of(target(arrived)), Optional.empty(), Optional.empty()));
        bench.put("second");
        advance(Duration.ofSeconds(2));
        work();
        bench.put("third");
        flush();

        assertThat(arrived).containsExactly("first", "second", "third");
    }

    @Nested
    class Partitions {
        private PartitionKeys partition(String key) {
            return PartitionKeys.NONE.withQuery(Map.of("key", key));
        }

        @Test
        void haveBuffersAndHintsOfTheirOwn() {
            route(1, every(0), true);
            bench.put("key=x", "key=y", "key=x");
            work();
            assertThat(bench.queue.partitions())
                    .extracting(PartitionView::keys, PartitionView::records)
                    .containsExactly(tuple(partition("x"), 2L), tuple(partition("y"), 1L));
            advance(Duration.ofSeconds(30));
            bench.put("key=y");
            work();

            advance(Duration.ofSeconds(30));
            work();
            assertThat(partitions.get(partition("x"))).containsExactly("key=x", "key=x");
            assertThat(partitions.get(partition("y"))).containsExactly("key=y", "key=y");
            assertThat(bench.queue.partitions()).isEmpty();
        }

        @Test
        void refuseRecordsWithoutAKeyAndThoseOfOnePartitionTooMany() {
            route(1, every(0), true);
            bench.put("no key", "key=", "key=x", "key=y", "key=z", "key=x");
            work();

            assertThat(bench.queue.partitions()).hasSize(2);
            assertThat(bench.queue.refusedByPartitions()).isEqualTo(1);
            flush();
            assertThat(failed)
                    .extracting(line -> line.replaceAll(".*\"errorCode\":\"([^\"]*)\".*\n", "$1"))
                    .containsExactly(
                            "DynamicPartitioning.MetadataExtractionFailed",
                            "DynamicPartitioning.MetadataExtractionFailed",
                            "DynamicPartitioning.ActivePartitionsLimitExceeded");
            bench.put("key=z");
            work();
            assertThat(bench.queue.partitions()).extracting(PartitionView::keys).containsExactly(partition("z"));
        }
    }
}
