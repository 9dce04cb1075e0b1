package io.hydrant.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/** One queue with what it needs, and what it has told. Nothing is sealed here. */
final class QueueBench {
    final VirtualTime time;
    final BufferBudget budget = new BufferBudget(1_000_000);
    final List<DeliveryAttempt> attempts = new ArrayList<>();
    final List<Long> expired = new ArrayList<>();
    final DeliveryQueue queue;

    /** Throws when it is told of an attempt. */
    boolean deaf;

    private final Object lock = new Object();

    QueueBench(VirtualTime time, Scheduler scheduler, Executor work) {
        this.time = time;
        this.queue = new DeliveryQueue(
                lock,
                "orders",
                Purpose.DESTINATION,
                budget,
                new DeliveryDependencies(time, scheduler, (destination, task) -> work.execute(task), new Random(7)),
                () -> RecordDecryptor.NOTHING_SEALED,
                new Listener());
    }

    void route(long bytes, Duration interval, @Nullable Destination destination) {
        StreamVersion origin =
                new StreamVersion(new Scope(new AccountId("000000000000"), new Region("us-east-1")), "orders", 1);
        synchronized (lock) {
            queue.route(
                    destination == null
                            ? null
                            : new DeliveryTarget(origin, new BufferingHints(bytes, interval), destination));
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
            queue.append(time.instant(), count, frames.bytesOf(count), frames.data(), frames.lengthOf(count));
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
