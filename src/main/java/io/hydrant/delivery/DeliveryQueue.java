package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.hydrant.destination.Purpose;
import io.hydrant.record.LaterChunks;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordSet;
import io.hydrant.time.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One wait of a stream's records: a buffer that is flushed when it is full or its interval is over, and the {@link Deliveries} of
 * what was taken from it.
 *
 * <p>Guarded by the stream's lock: methods that say so are called under it, the others take it themselves.
 */
final class DeliveryQueue {
    private final QueueContext context;
    private final String name;
    private final Object lock;
    private final Purpose purpose;
    private final DeliveryDependencies dependencies;
    private final RecordBuffer buffer;
    private final Deliveries deliveries;
    private final Runnable emptied;
    private final PlannedTask flush = new PlannedTask();

    private @Nullable DeliveryTarget target;

    /**
     * @param name in a log
     * @param purpose why records come here, but for those that were given up
     * @param errorOutput takes the batches that this queue gives up, under the lock; empty if this queue keeps them
     */
    DeliveryQueue(QueueContext context, String name, Purpose purpose, Optional<Consumer<PendingBatch>> errorOutput) {
        this(context, name, purpose, errorOutput, () -> {});
    }

    /** @param emptied runs under the lock when a batch has left and no record waits here any more */
    DeliveryQueue(
            QueueContext context,
            String name,
            Purpose purpose,
            Optional<Consumer<PendingBatch>> errorOutput,
            Runnable emptied) {
        this.context = context;
        this.name = name;
        this.lock = context.lock();
        this.purpose = purpose;
        this.dependencies = context.dependencies();
        this.buffer = context.newBuffer();
        this.deliveries = new Deliveries(context, purpose, errorOutput, this::batchLeft);
        this.emptied = emptied;
    }

    private void batchLeft() {
        if (takesAtOnce() && buffer.records() > 0 && deliveries.hasRoom()) {
            drainBuffer();
        } else if (records() == 0) {
            emptied.run();
        }
    }

    /** How many batches are worked on at the same time, for processors; results go on in order. Under the lock. */
    void workOnAtOnce(int batches) {
        deliveries.workOnAtOnce(batches);
    }

    /** Whether records are processed as they come, and not gathered. */
    private boolean takesAtOnce() {
        return purpose == Purpose.PROCESSING
                && target != null
                && target.hints().interval().isZero();
    }

    /**
     * From now on records go to {@code next}; what is buffered or waits for a retry too. Without a target the buffer keeps its
     * records until they expire, and batches stay with the target before. Under the lock.
     */
    void retarget(Optional<DeliveryTarget> next) {
        boolean first = target == null;
        target = next.orElse(null);
        next.ifPresent(deliveries::retarget);
        if (first) {
            deliveries.startNext();
        }
        if (buffer.records() > 0 && takesAtOnce()) {
            flush.cancel();
            if (deliveries.hasRoom()) {
                drainBuffer();
                deliveries.startNext();
            }
        } else if (first && buffer.records() > 0) {
            planFlush(dependencies.clock().instant());
        }
    }

    /** Where records go, or went last. Under the lock. */
    Optional<DeliveryTarget> lastTarget() {
        return deliveries.target();
    }

    /** Keeps records, which are copied; delivers when the buffer is full. Under the lock. */
    void append(Instant now, RecordBuffer.Chunk chunk) {
        boolean first = buffer.records() == 0;
        buffer.append(chunk);
        appended(now, first);
    }

    /** Keeps records that a process before this one had, which arrived from {@code now} on. Under the lock. */
    void append(Instant now, LaterChunks chunks) {
        boolean first = buffer.records() == 0;
        buffer.append(chunks);
        appended(now, first);
    }

    private void appended(Instant now, boolean first) {
        boolean full = target != null && buffer.bytes() >= target.hints().bytes();
        boolean atOnce = takesAtOnce();
        if (full || (atOnce && deliveries.hasRoom())) {
            drainBuffer();
            deliveries.startNext();
        } else if (first && !atOnce) {
            planFlush(now);
        }
    }

    private void planFlush(Instant now) {
        Scheduler scheduler = dependencies.scheduler();
        if (target != null) {
            String what =
                    switch (purpose) {
                        case DESTINATION -> "flush ";
                        case PROCESSING -> "process ";
                        case BACKUP -> "flush backup of ";
                        case ERROR_OUTPUT -> "flush failed records of ";
                    };
            flush.plan(scheduler, now.plus(target.hints().interval()), what + context.stream(), this::flushDue);
        } else {
            Instant oldest = Objects.requireNonNull(buffer.oldestArrival());
            Instant expiry = oldest.plus(context.retention());
            flush.plan(scheduler, expiry, "expire records of " + context.stream(), this::flushDue);
        }
    }

    private void flushDue(long plan) {
        long expired = 0;
        synchronized (lock) {
            if (!flush.begin(plan) || buffer.records() == 0) {
                return;
            }
            Instant now = dependencies.clock().instant();
            if (target != null) {
                drainBuffer();
                deliveries.startNext();
            } else {
                expired = buffer.dropThrough(now.minus(context.retention()));
                if (buffer.records() > 0) {
                    planFlush(now);
                }
            }
        }
        if (expired > 0) {
            context.listener().expired(expired);
        }
    }

    /** Takes what is buffered, to be delivered together, or one batch after the other if it waited for a target. */
    private void drainBuffer() {
        flush.cancel();
        while (buffer.records() > 0) {
            deliveries.add(new PendingBatch(name, buffer.take()));
        }
    }

    /** Its name in a log. */
    String name() {
        return name;
    }

    /** Takes a batch that a process before this one had, to be tried when it is due. Under the lock. */
    void restore(PendingBatch pending, Optional<Instant> due) {
        deliveries.restore(pending, due);
    }

    /** Takes a batch that another queue has given up. Under the lock. */
    void accept(PendingBatch pending) {
        deliveries.accept(pending);
    }

    /**
     * Delivers what is buffered, and tries again now what waits for a retry.
     *
     * @return completes when each of these has arrived, is lost, or waits for its next attempt
     */
    CompletableFuture<Void> flush() {
        List<CompletableFuture<Void>> all;
        synchronized (lock) {
            if (target != null) {
                drainBuffer();
            }
            all = deliveries.retryAll();
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /**
     * Drops everything, because the stream is being deleted; a delivery under way may still arrive. Under the lock.
     *
     * @return completes, without the lock, when no delivery is under way any more
     */
    CompletableFuture<Void> close() {
        flush.cancel();
        buffer.clear();
        return deliveries.close();
    }

    /** The records that have not arrived, oldest first as far as retries allow. Under the lock. */
    List<Waiting> waiting() {
        List<Waiting> all = new ArrayList<>();
        deliveries.pending().forEach(pending -> all.add(new Waiting(pending.chunks(), pending.remaining())));
        if (buffer.records() > 0) {
            List<RecordBuffer.Chunk> chunks = new ArrayList<>();
            buffer.forEach(chunks::add);
            all.add(new Waiting(chunks, RecordSet.all((int) buffer.records())));
        }
        return all;
    }

    /** Records that count against the budget: those that have not arrived, and those that wait with them. Under the lock. */
    long records() {
        return buffer.records() + deliveries.records();
    }

    /** Their bytes. Under the lock. */
    long bytes() {
        return buffer.bytes() + deliveries.bytes();
    }
}
