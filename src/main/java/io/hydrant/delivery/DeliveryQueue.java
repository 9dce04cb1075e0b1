package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.Transfer;
import io.hydrant.record.EncryptedWith;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordSet;
import io.hydrant.time.Hold;
import io.hydrant.time.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wait of a stream's records: a buffer, the batches taken from it, one delivery at a time and the retries. A batch that waits
 * for its next attempt does not block later batches.
 *
 * <p>{@link RetryPolicy} decides what becomes of a batch; the queue carries that out. Guarded by the stream's lock: methods that
 * say so are called under it, the others take it themselves. Destinations are waited for without it.
 */
final class DeliveryQueue {
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final QueueContext context;
    private final Object lock;
    private final Purpose purpose;
    private final DeliveryDependencies dependencies;
    private final Optional<Consumer<PendingBatch>> errorOutput;
    private final Backoff backoff;
    private final RecordBuffer buffer;
    private final Backlog backlog = new Backlog();
    private final PlannedTask flush = new PlannedTask();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();

    private @Nullable DeliveryTarget target;
    private @Nullable DeliveryTarget lastTarget;
    private @Nullable PendingBatch underWay;
    private boolean busy;
    private boolean closed;

    /**
     * @param purpose why records come here, but for those that were given up
     * @param errorOutput takes the batches that this queue gives up, under the lock; empty if this queue keeps them
     */
    DeliveryQueue(QueueContext context, Purpose purpose, Optional<Consumer<PendingBatch>> errorOutput) {
        this.context = context;
        this.lock = context.lock();
        this.purpose = purpose;
        this.dependencies = context.dependencies();
        this.errorOutput = errorOutput;
        this.backoff = new Backoff(dependencies.random());
        this.buffer = new RecordBuffer(context.budget());
    }

    /**
     * From now on records go to {@code next}; what is buffered or waits for a retry too. Without a target the buffer keeps its
     * records until they expire, and batches stay with the target before. Under the lock.
     */
    void retarget(Optional<DeliveryTarget> next) {
        boolean first = target == null;
        target = next.orElse(null);
        lastTarget = next.orElse(lastTarget);
        if (first && buffer.records() > 0) {
            planFlush(dependencies.clock().instant());
        }
    }

    /** Where records go, or went last. Under the lock. */
    Optional<DeliveryTarget> lastTarget() {
        return Optional.ofNullable(lastTarget);
    }

    /** Keeps the records of one put, which are copied; delivers when the buffer is full. Under the lock. */
    void append(Instant now, int count, int recordBytes, byte[] frames, int length) {
        boolean first = buffer.records() == 0;
        buffer.append(now, count, recordBytes, null, frames, length);
        appended(now, first);
    }

    /** Keeps the records of one put, encrypted, which are copied; delivers when the buffer is full. Under the lock. */
    void appendEncrypted(Instant now, int count, int recordBytes, EncryptedWith key, byte[] payload) {
        boolean first = buffer.records() == 0;
        buffer.append(now, count, recordBytes, key, payload, payload.length);
        appended(now, first);
    }

    private void appended(Instant now, boolean first) {
        if (target != null && buffer.bytes() >= target.hints().bytes()) {
            drainBuffer();
            startNext();
        } else if (first) {
            planFlush(now);
        }
    }

    private void planFlush(Instant now) {
        Scheduler scheduler = dependencies.scheduler();
        if (target != null) {
            String what = purpose == Purpose.BACKUP ? "flush backup of " : "flush ";
            flush.plan(scheduler, now.plus(target.hints().interval()), what + context.stream(), this::flushDue);
        } else {
            Instant oldest = Objects.requireNonNull(buffer.oldestArrival());
            Instant expiry = oldest.plus(RetryPolicy.RETENTION);
            flush.plan(scheduler, expiry, "expire records of " + context.stream(), this::flushDue);
        }
    }

    private void flushDue(long plan) {
        long expired = 0;
        synchronized (lock) {
            if (closed || !flush.begin(plan) || buffer.records() == 0) {
                return;
            }
            Instant now = dependencies.clock().instant();
            if (target != null) {
                drainBuffer();
                startNext();
            } else {
                expired = buffer.dropThrough(now.minus(RetryPolicy.RETENTION));
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
            backlog.add(new PendingBatch(buffer.take()));
        }
    }

    /** Starts the next delivery if none is under way. */
    private void startNext() {
        PendingBatch next = busy || closed ? null : backlog.pollReady();
        if (next == null) {
            return;
        }
        busy = true;
        boolean mayHang = next.mayHang(Objects.requireNonNull(lastTarget));
        String what = "delivery of " + context.stream();
        Hold hold = mayHang
                ? dependencies.scheduler().holdThatMayHang(what)
                : dependencies.scheduler().hold(what);
        try {
            dependencies.workers().execute(mayHang, () -> {
                try (hold) {
                    deliver(next);
                }
            });
        } catch (RejectedExecutionException e) {
            hold.close();
            busy = false;
            backlog.addReadyFirst(next);
        }
    }

    private void deliver(PendingBatch pending) {
        Attempt attempt;
        try {
            Optional<Transfer> transfer = beginAttempt(pending);
            if (transfer.isEmpty()) {
                return;
            }
            attempt = Attempt.make(pending, transfer.get(), context.decryptors(), context.stream());
        } catch (RuntimeException | Error e) {
            log.error("No transfer stream={}", context.stream(), e);
            attempt = Attempt.failed(pending, false, "InternalError", "Hydrant failed: " + e);
        }
        finishAttempt(pending, attempt);
    }

    /** Empty when the stream has been deleted meanwhile. */
    private Optional<Transfer> beginAttempt(PendingBatch pending) {
        synchronized (lock) {
            if (closed) {
                busy = false;
                return Optional.empty();
            }
            underWay = pending;
            return Optional.of(pending.beginAttempt(Objects.requireNonNull(lastTarget)));
        }
    }

    private void finishAttempt(PendingBatch pending, Attempt attempt) {
        DeliveryAttempt delivery;
        Decision decision;
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (lock) {
            Instant now = dependencies.clock().instant();
            DeliveryAttempt ended =
                    pending.describe(attempt.result(), purpose, Objects.requireNonNull(lastTarget), now);
            pending.advance(attempt);
            decision = decide(pending, attempt, now);
            delivery = ended.with(carryOut(decision, pending));
            if (!(decision instanceof Decision.ErrorOutput)) {
                settled.addAll(pending.settled());
            }
        }
        notifyListener(delivery, decision);
        synchronized (lock) {
            busy = false;
            underWay = null;
            if (closed) {
                settled.addAll(discard(pending));
            } else if (decision instanceof Decision.ErrorOutput) {
                backlog.remove(pending);
                errorOutput.orElse(this::accept).accept(pending);
            }
            settled.addAll(ends);
            ends.clear();
            startNext();
        }
        settled.forEach(watcher -> watcher.complete(null));
    }

    /** The next step of a batch. If its error output cannot be opened, it is as if there were none. */
    private Decision decide(PendingBatch pending, Attempt attempt, Instant now) {
        BatchState state = pending.state(attempt, backoff.after(pending.attempts()), closed, now);
        Decision decision = RetryPolicy.next(attempt.result(), state, now);
        return decision instanceof Decision.ErrorOutput && !giveUp(pending, attempt, now)
                ? RetryPolicy.next(attempt.result(), state.withoutErrorOutput(), now)
                : decision;
    }

    private boolean giveUp(PendingBatch pending, Attempt attempt, Instant now) {
        try {
            return attempt.result() instanceof DeliveryResult.Failed failure && pending.giveUp(failure, now);
        } catch (RuntimeException e) {
            log.error("No error output stream={}", context.stream(), e);
            return false;
        }
    }

    private Result carryOut(Decision decision, PendingBatch pending) {
        if (decision instanceof Decision.Retry retry) {
            String what = purpose == Purpose.BACKUP ? "retry backup of " : "retry delivery of ";
            pending.retry()
                    .plan(
                            dependencies.scheduler(),
                            retry.due(),
                            what + context.stream(),
                            plan -> retryDue(pending, plan));
            return Result.RETRYING;
        }
        if (decision instanceof Decision.ErrorOutput) {
            return Result.GIVEN_UP;
        }
        remove(pending);
        return decision instanceof Decision.Done ? Result.DELIVERED : Result.DROPPED;
    }

    private void retryDue(PendingBatch pending, long plan) {
        synchronized (lock) {
            if (!closed && pending.retry().begin(plan)) {
                backlog.addReady(pending);
                startNext();
            }
        }
    }

    private void notifyListener(DeliveryAttempt delivery, Decision decision) {
        try {
            context.listener().attempted(delivery);
            if (decision instanceof Decision.Discard discard && discard.expired()) {
                context.listener().expired(delivery.lost());
            }
        } catch (RuntimeException | Error e) {
            log.error("Delivery listener failed stream={}", context.stream(), e);
        }
    }

    /** Takes a batch that another queue has given up. Under the lock. */
    void accept(PendingBatch pending) {
        backlog.addFirst(pending);
        startNext();
    }

    /** The batch is done: its room is given back. */
    private void remove(PendingBatch pending) {
        if (backlog.remove(pending)) {
            pending.taken().release();
        }
    }

    /** Drops a batch; returns those who watched for its end. */
    private List<CompletableFuture<Void>> discard(PendingBatch pending) {
        pending.retry().cancel();
        remove(pending);
        return pending.settled();
    }

    /**
     * Delivers what is buffered, and tries again now what waits for a retry.
     *
     * @return completes when each of these has arrived, is lost, or waits for its next attempt
     */
    CompletableFuture<Void> flush() {
        List<CompletableFuture<Void>> all = List.of();
        synchronized (lock) {
            if (!closed) {
                if (target != null) {
                    drainBuffer();
                }
                all = backlog.retryAll();
                startNext();
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /**
     * Drops everything, because the stream is being deleted; a delivery under way may still arrive. Under the lock.
     *
     * @return completes, without the lock, when no delivery is under way any more
     */
    CompletableFuture<Void> close() {
        closed = true;
        flush.cancel();
        buffer.clear();
        for (PendingBatch pending : backlog.all()) {
            if (pending != underWay) {
                discard(pending).forEach(watcher -> watcher.complete(null));
            }
        }
        backlog.clearReady();
        if (underWay == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        ends.add(end);
        return end;
    }

    /** The records that have not arrived, oldest first as far as retries allow. Under the lock. */
    List<Waiting> waiting() {
        List<Waiting> all = new ArrayList<>();
        backlog.all().forEach(pending -> all.add(new Waiting(pending.chunks(), pending.remaining())));
        if (buffer.records() > 0) {
            List<RecordBuffer.Chunk> chunks = new ArrayList<>();
            buffer.forEach(chunks::add);
            all.add(new Waiting(chunks, RecordSet.all((int) buffer.records())));
        }
        return all;
    }

    /** Records that count against the budget: those that have not arrived, and those that wait with them. Under the lock. */
    long records() {
        return buffer.records() + backlog.records();
    }

    /** Their bytes. Under the lock. */
    long bytes() {
        return buffer.bytes() + backlog.bytes();
    }
}
