package io.hydrant.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.StreamVersion;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.BufferingHints;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordFrames;
import io.hydrant.time.Scheduler;
import io.hydrant.time.VirtualTime;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** The pipeline of one stream with what it needs, and what it has told. Nothing is sealed here. */
final class QueueBench {
    final VirtualTime time;
    final BufferBudget budget = new BufferBudget(1_000_000);
    final List<DeliveryAttempt> attempts = new ArrayList<>();
    final List<Long> expired = new ArrayList<>();
    final Pipeline queue;

    /** Throws when it is told of an attempt. */
    boolean deaf;

    /** Runs when an attempt has been told. */
    Runnable onAttempt = () -> {};

    private final Object lock = new Object();

    QueueBench(VirtualTime time, Scheduler scheduler, Executor work) {
        this.time = time;
        this.queue = new Pipeline(new QueueContext(
                lock,
                "orders",
                budget,
                new DeliveryDependencies(time, scheduler, (mayHang, task) -> work.execute(task), new Random(7), 2),
                () -> RecordDecryptor.NOTHING_SEALED,
                new Listener(),
                Duration.ofHours(24),
                Optional.empty()));
    }

    void route(long bytes, Duration interval, @Nullable Destination destination) {
        StreamVersion origin =
                new StreamVersion(new Scope(new AccountId("000000000000"), new Region("us-east-1")), "orders", 1);
        synchronized (lock) {
            queue.retarget(new DeliveryPlan(
                    origin,
                    Optional.ofNullable(destination)
                            .map(to -> new DeliveryTarget(origin, new BufferingHints(bytes, interval), to)),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    void retarget(DeliveryPlan plan) {
        synchronized (lock) {
            queue.retarget(plan);
        }
    }

    /** Records that wait for the destination or its error output. */
    long waiting() {
        synchronized (lock) {
            return queue.records(Purpose.DESTINATION);
        }
    }

    void put(String... records) {
        RecordFrames frames = new RecordFrames();
        for (String record : records) {
            frames.add(record.getBytes(StandardCharsets.UTF_8));
        }
        int count = frames.count();
        assertThat(budget.take(BufferBudget.costOf(count, frames.bytesOf(count))))
                .isTrue();
        synchronized (lock) {
            queue.append(time.instant(), count, frames.bytesOf(count), null, frames.data(), frames.lengthOf(count));
        }
    }

    CompletableFuture<Void> close() {
        synchronized (lock) {
            return queue.close();
        }
    }

    List<Result> results() {
        return attempts.stream().map(DeliveryAttempt::result).toList();
    }

    private final class Listener implements DeliveryListener {
        @Override
        public void attempted(DeliveryAttempt delivery) {
            attempts.add(delivery);
            onAttempt.run();
            if (deaf) {
                throw new IllegalStateException("cannot hear");
            }
        }

        @Override
        public void expired(long records) {
            expired.add(records);
        }
    }

    static VirtualTime standingTime() {
        return new VirtualTime(Instant.parse("2026-11-23T10:00:00Z"));
    }
}
