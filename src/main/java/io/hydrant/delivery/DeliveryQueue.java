package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.delivery.PendingBatch.Attempt;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.Transfer;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.EncryptedWith;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordDecryptor.UnopenableException;
import io.hydrant.record.RecordSet;
import io.hydrant.time.Hold;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one stream's records to one destination: a buffer, what has been taken from it, one delivery at a time and the
 * retries. A batch that waits for its next attempt lets the others pass.
 *
 * <p>Guarded by the stream's lock: methods that say so are called under it, the others take it themselves. Destinations are
 * waited for without it.
 */
public final class DeliveryQueue {
    /** Records wait for their destination for 24 hours. */
    public static final Duration RETENTION = RetryPolicy.RETENTION;

    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final Object lock;
    private final String stream;
    private final Purpose purpose;
    private final DeliveryDependencies services;
    private final Supplier<RecordDecryptor> openers;
    private final DeliveryListener listener;
    private final Backoff backoff;
    private final RecordBuffer buffer;
    private final ArrayDeque<PendingBatch> ready = new ArrayDeque<>(1);
    private final Set<PendingBatch> allPending = new LinkedHashSet<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();

    private final PlannedTask flush = new PlannedTask();
    private @Nullable DeliveryTarget route;
    private @Nullable DeliveryTarget lastRoute;
    private @Nullable PendingBatch underWay;
    private boolean busy;
    private boolean closed;
    private long takenRecords;
    private long takenBytes;

    /**
     * @param lock the stream's
     * @param stream its name, for the names of tasks
     * @param openers opens what is sealed
     */
    public DeliveryQueue(
            Object lock,
            String stream,
            Purpose purpose,
            BufferBudget budget,
            DeliveryDependencies services,
            Supplier<RecordDecryptor> openers,
            DeliveryListener listener) {
        this.lock = lock;
        this.stream = stream;
        this.purpose = purpose;
        this.services = services;
        this.openers = openers;
        this.listener = listener;
        this.backoff = new Backoff(services.random());
        this.buffer = new RecordBuffer(budget);
    }

    /**
     * From now on records go there; what is buffered or waits for a retry too. Null keeps what is buffered until it expires, and
     * leaves the rest to the route before. Under the lock.
     */
    public void route(@Nullable DeliveryTarget next) {
        boolean first = route == null;
        route = next;
        lastRoute = next != null ? next : lastRoute;
        if (first && !isEmpty()) {
            planFlush(services.clock().instant());
        }
    }

    private boolean isEmpty() {
        return buffer.records() == 0;
    }

    /** Keeps the records of one put, which are copied; delivers when the buffer is full. Under the lock. */
    public void append(Instant now, int count, int recordBytes, byte[] frames, int length) {
        boolean first = isEmpty();
        buffer.append(now, count, recordBytes, null, frames, length);
        appended(now, first);
    }

    /** Keeps the records of one put, sealed, which are copied; delivers when the buffer is full. Under the lock. */
    public void appendSealed(Instant now, int count, int recordBytes, EncryptedWith sealedUnder, byte[] payload) {
        boolean first = isEmpty();
        buffer.append(now, count, recordBytes, sealedUnder, payload, payload.length);
        appended(now, first);
    }

    private void appended(Instant now, boolean first) {
        if (route != null && buffer.bytes() >= route.hints().bytes()) {
            drainBuffer();
            startNext();
        } else if (first) {
            planFlush(now);
        }
    }

    private void planFlush(Instant now) {
        if (route != null) {
            String what = purpose == Purpose.BACKUP ? "flush backup of " : "flush ";
            flush.plan(services.scheduler(), now.plus(route.hints().interval()), what + stream, this::flushDue);
        } else {
            Instant oldest = Objects.requireNonNull(buffer.oldestArrival());
            flush.plan(services.scheduler(), oldest.plus(RETENTION), "expire records of " + stream, this::flushDue);
        }
    }

    private void flushDue(long plan) {
        long expired = 0;
        synchronized (lock) {
            if (closed || !flush.begin(plan) || isEmpty()) {
                return;
            }
            if (route != null) {
                drainBuffer();
                startNext();
            } else {
                expired = buffer.dropThrough(services.clock().instant().minus(RETENTION));
                if (!isEmpty()) {
                    planFlush(services.clock().instant());
                }
            }
        }
        if (expired > 0) {
            listener.expired(expired);
        }
    }

    /** Takes what is buffered out of the buffer, to be delivered together, or one after the other if it waited for a route. */
    private void drainBuffer() {
        flush.cancel();
        while (!isEmpty()) {
            PendingBatch pending = new PendingBatch(buffer.take());
            takenRecords += pending.taken().records();
            takenBytes += pending.taken().bytes();
            allPending.add(pending);
            ready.add(pending);
        }
    }

    /** Starts the next delivery if none is under way. */
    private void startNext() {
        if (busy || closed || ready.isEmpty()) {
            return;
        }
        PendingBatch next = ready.remove();
        busy = true;
        Destination destination = Objects.requireNonNull(lastRoute).destination();
        String what = "delivery of " + stream;
        Hold hold = destination.mayHang()
                ? services.scheduler().holdThatMayHang(what)
                : services.scheduler().hold(what);
        try {
            services.workers().execute(destination, () -> {
                try (hold) {
                    deliver(next);
                }
            });
        } catch (RejectedExecutionException e) {
            hold.close();
            busy = false;
            ready.addFirst(next);
        }
    }

    private void deliver(PendingBatch pending) {
        boolean opened = false;
        Attempt attempt;
        try {
            Transfer transfer = transfer(pending);
            if (transfer == null) {
                return;
            }
            try (RecordDecryptor opener = openers.get()) {
                RecordBatch batch = pending.batch(opener);
                opened = true;
                attempt = Attempt.of(batch, transfer.attempt(batch));
            }
        } catch (UnopenableException e) {
            attempt = failed(pending, opened, e.errorCode(), e.getMessage());
        } catch (RuntimeException | Error e) {
            log.error("Delivery failed in Hydrant itself stream={}", stream, e);
            attempt = failed(pending, opened, "InternalError", "Hydrant failed: " + e);
        }
        finish(pending, attempt);
    }

    /** What the next attempt is made of; null when the stream has gone meanwhile. */
    private @Nullable Transfer transfer(PendingBatch pending) {
        synchronized (lock) {
            if (closed) {
                busy = false;
                return null;
            }
            underWay = pending;
            pending.goTo(Objects.requireNonNull(lastRoute));
            pending.attempts++;
            return pending.transfer;
        }
    }

    private static Attempt failed(PendingBatch pending, boolean opened, String code, @Nullable String message) {
        DeliveryResult outcome = new DeliveryResult.Failed(
                "", code, String.valueOf(message), DeliveryResult.Next.RETRY, pending.remaining);
        return new Attempt(outcome, opened, pending.remainingBytes);
    }

    private void finish(PendingBatch pending, Attempt attempt) {
        DeliveryAttempt delivery;
        Decision decision;
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (lock) {
            Instant now = services.clock().instant();
            DeliveryAttempt told = told(pending, attempt.outcome(), now);
            pending.advance(attempt);
            decision = decide(pending, attempt, now);
            delivery = told.with(carryOut(decision, pending));
            if (!(decision instanceof Decision.ErrorOutput)) {
                settled.addAll(pending.settled());
            }
        }
        notifyListener(delivery, decision);
        synchronized (lock) {
            busy = false;
            underWay = null;
            settled.addAll(ends);
            ends.clear();
            startNext();
        }
        settled.forEach(watcher -> watcher.complete(null));
    }

    private void notifyListener(DeliveryAttempt delivery, Decision decision) {
        try {
            listener.attempted(delivery);
            if (decision instanceof Decision.Discard discard && discard.expired()) {
                listener.expired(delivery.lost());
            }
        } catch (RuntimeException | Error e) {
            log.error("Delivery listener failed stream={}", stream, e);
        }
    }

    /** What becomes of a batch. If its error output cannot be opened, it is as if there were none. */
    private Decision decide(PendingBatch pending, Attempt attempt, Instant now) {
        if (!(attempt.outcome() instanceof DeliveryResult.Failed failure)) {
            return RetryPolicy.next(attempt.outcome(), pending.state(true, Duration.ZERO, closed, now), now);
        }
        BatchState state = pending.state(attempt.opened(), backoff.after(pending.attempts), closed, now);
        Decision decision = RetryPolicy.next(failure, state, now);
        return decision instanceof Decision.ErrorOutput && !openErrorOutput(pending, failure, now)
                ? RetryPolicy.next(failure, state.withoutErrorOutput(), now)
                : decision;
    }

    private boolean openErrorOutput(PendingBatch pending, DeliveryResult.Failed failure, Instant now) {
        Destination.Failure why =
                new Destination.Failure(failure.errorCode(), failure.message(), pending.attempts, now);
        try {
            Optional<Destination> errors = pending.destination().errorOutput(why);
            errors.ifPresent(destination -> pending.giveUp(destination, why));
            return errors.isPresent();
        } catch (RuntimeException e) {
            log.error("No error output stream={}", stream, e);
            return false;
        }
    }

    private Result carryOut(Decision decision, PendingBatch pending) {
        if (decision instanceof Decision.Retry retry) {
            String what = purpose == Purpose.BACKUP ? "retry backup of " : "retry delivery of ";
            pending.retry.plan(services.scheduler(), retry.due(), what + stream, plan -> retryDue(pending, plan));
            return Result.RETRYING;
        }
        if (decision instanceof Decision.ErrorOutput) {
            ready.addFirst(pending);
            return Result.GIVEN_UP;
        }
        remove(pending);
        return decision instanceof Decision.Done ? Result.DELIVERED : Result.DROPPED;
    }

    private void retryDue(PendingBatch pending, long plan) {
        synchronized (lock) {
            if (!closed && pending.retry.begin(plan)) {
                ready.add(pending);
                startNext();
            }
        }
    }

    /** The attempt that has just ended; the pending stands where it stood before. */
    private DeliveryAttempt told(PendingBatch pending, DeliveryResult outcome, Instant now) {
        int records = pending.remaining.count();
        DeliveryResult.Failed failed = outcome instanceof DeliveryResult.Failed f ? f : null;
        DeliveryTarget gone = pending.route != null ? pending.route : Objects.requireNonNull(lastRoute);
        return new DeliveryAttempt(
                0,
                now,
                gone.origin(),
                pending.errorOutput == null ? purpose : Purpose.ERROR_OUTPUT,
                outcome.location(),
                records,
                pending.remainingBytes,
                failed == null
                        ? records
                        : records - failed.failed().count() - failed.lost().count(),
                failed == null ? 0 : failed.lost().count(),
                outcome instanceof DeliveryResult.Delivered d ? d.bytes() : 0,
                pending.attempts,
                failed == null ? Result.DELIVERED : Result.RETRYING,
                Optional.ofNullable(failed).map(f -> new DeliveryAttempt.Cause(f.errorCode(), f.message())),
                Duration.between(pending.taken().oldestArrival(), now));
    }

    private void remove(PendingBatch pending) {
        if (allPending.remove(pending)) {
            takenRecords -= pending.taken().records();
            takenBytes -= pending.taken().bytes();
            pending.taken().release();
        }
    }

    /**
     * Delivers what is buffered, and tries again now what waits for a retry.
     *
     * @return completes when each of these has arrived, is lost, or waits for its next attempt
     */
    public CompletableFuture<Void> flush() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.completedFuture(null);
            }
            if (route != null) {
                drainBuffer();
            }
            for (PendingBatch pending : allPending) {
                if (pending.retry.isPlanned()) {
                    pending.retry.cancel();
                    ready.add(pending);
                }
                CompletableFuture<Void> watcher = new CompletableFuture<>();
                pending.watch(watcher);
                all.add(watcher);
            }
            startNext();
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /**
     * Drops everything, because the stream is being deleted; a delivery under way may still arrive. Under the lock.
     *
     * @return completes, without the lock, when no delivery is under way any more
     */
    public CompletableFuture<Void> close() {
        closed = true;
        flush.cancel();
        buffer.clear();
        for (PendingBatch pending : List.copyOf(allPending)) {
            if (pending != underWay) {
                pending.retry.cancel();
                pending.settled().forEach(watcher -> watcher.complete(null));
                remove(pending);
            }
        }
        ready.clear();
        if (underWay == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        ends.add(end);
        return end;
    }

    /** The records that have not arrived, oldest first as far as retries allow. Under the lock. */
    public List<Waiting> waiting() {
        List<Waiting> all = new ArrayList<>();
        for (PendingBatch pending : allPending) {
            List<RecordBuffer.Chunk> chunks = new ArrayList<>();
            pending.taken().forEach(chunks::add);
            all.add(new Waiting(chunks, pending.remaining));
        }
        if (!isEmpty()) {
            List<RecordBuffer.Chunk> chunks = new ArrayList<>();
            buffer.forEach(chunks::add);
            all.add(new Waiting(chunks, RecordSet.all((int) buffer.records())));
        }
        return all;
    }

    /**
     * Records that wait together.
     *
     * @param remaining those of them that have neither arrived nor been lost; the others keep their room until these have
     */
    public record Waiting(List<RecordBuffer.Chunk> chunks, RecordSet remaining) {}

    /** Records whose room is taken: those that have not arrived, and those that wait with them. Under the lock. */
    public long records() {
        return buffer.records() + takenRecords;
    }

    /** Their bytes. Under the lock. */
    public long bytes() {
        return buffer.bytes() + takenBytes;
    }
}
