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
import io.hydrant.time.Hold;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries of one queue. {@link RetryPolicy} decides what becomes of a batch; this carries it out.
 *
 * <p>Batches go to a destination one at a time, in order; one that waits for its next attempt does not block later ones. Batches are
 * processed several at a time, and their results go on in order: one that waits for its next attempt keeps later ones waiting.
 *
 * <p>Guarded by the stream's lock, under which all package-private methods are called. Destinations are waited for without it.
 * Longer than 300 lines, because every step of a batch between two locks is read in one place.
 */
final class Deliveries {
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final QueueContext context;
    private final Object lock;
    private final Purpose purpose;
    private final DeliveryDependencies dependencies;
    private final Optional<Consumer<PendingBatch>> errorOutput;
    private final Backoff backoff;
    private final Backlog backlog = new Backlog();
    private final BatchLog batches;
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final Runnable batchLeft;

    /** Those who watched for batches whose results have gone on, to be answered without the lock. */
    private final List<CompletableFuture<Void>> committed = new ArrayList<>();

    /** Whether the results of batches go on in order. */
    private final boolean ordered;

    private final InFlight inFlight;

    private @Nullable DeliveryTarget target;
    private boolean closed;

    /**
     * @param purpose why records come here, but for those that were given up
     * @param errorOutput takes the batches that are given up, under the lock; empty if they stay here
     * @param batchLeft runs under the lock when a batch is done
     */
    Deliveries(
            QueueContext context, Purpose purpose, Optional<Consumer<PendingBatch>> errorOutput, Runnable batchLeft) {
        this.context = context;
        this.lock = context.lock();
        this.purpose = purpose;
        this.dependencies = context.dependencies();
        this.errorOutput = errorOutput;
        this.backoff = new Backoff(dependencies.random());
        this.batchLeft = batchLeft;
        this.batches = new BatchLog(context);
        this.ordered = purpose == Purpose.PROCESSING;
        this.inFlight = new InFlight(ordered);
    }

    /** How many batches are under way at the same time, where results go on in order. */
    void workOnAtOnce(int batches) {
        inFlight.limit(batches);
    }

    /** Whether another batch could be started at once. */
    boolean hasRoom() {
        return inFlight.hasRoom(backlog.size());
    }

    /** From the next attempt on, batches go there. */
    void retarget(DeliveryTarget next) {
        target = next;
    }

    /** Where batches go. */
    Optional<DeliveryTarget> target() {
        return Optional.ofNullable(target);
    }

    /** Takes a batch in, behind the others; {@link #startNext} starts it. */
    void add(PendingBatch pending) {
        backlog.add(pending);
    }

    /** Starts as many deliveries as may be under way. */
    void startNext() {
        while (!closed && target != null) {
            PendingBatch next = backlog.peekReady();
            if (next == null || !inFlight.mayStart(next)) {
                return;
            }
            backlog.pollReady();
            if (!start(next)) {
                return;
            }
        }
    }

    private boolean start(PendingBatch next) {
        inFlight.start(next);
        boolean mayHang = next.mayHang(Objects.requireNonNull(target));
        String what = (ordered ? "processing of " : "delivery of ") + context.stream();
        Hold hold = mayHang
                ? dependencies.scheduler().holdThatMayHang(what)
                : dependencies.scheduler().hold(what);
        try {
            dependencies.workers().execute(mayHang, () -> {
                try (hold) {
                    hold.here();
                    deliver(next);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            hold.close();
            inFlight.stop();
            backlog.addReadyFirst(next);
            return false;
        }
    }

    private void deliver(PendingBatch pending) {
        Attempt attempt;
        try {
            Optional<Transfer> transfer = beginAttempt(pending);
            if (transfer.isEmpty()) {
                return;
            }
            attempt = batches.keep(pending)
                    ? Attempt.make(pending, transfer.get(), context.decryptors(), context.stream())
                    : Attempt.failed(pending, false, "InternalError", "Hydrant's store does not take the batch.");
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
                inFlight.stop();
                return Optional.empty();
            }
            inFlight.beginAttempt(pending);
            Instant now = dependencies.clock().instant();
            return Optional.of(pending.beginAttempt(Objects.requireNonNull(target), now));
        }
    }

    private void finishAttempt(PendingBatch pending, Attempt attempt) {
        DeliveryAttempt delivery;
        Decision decision;
        Optional<PendingBatch> refused = Optional.empty();
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        synchronized (lock) {
            Instant now = dependencies.clock().instant();
            DeliveryAttempt ended = pending.describe(attempt.result(), purpose, Objects.requireNonNull(target), now);
            pending.advance(attempt);
            decision = decide(pending, attempt, now);
            delivery = ended.with(carryOut(decision, pending));
            if (decision instanceof Decision.Retry) {
                refused = refused(pending, attempt, now);
            }
            if (!(decision instanceof Decision.ErrorOutput)) {
                settled.addAll(pending.settled());
            }
            settled.addAll(committed);
            committed.clear();
        }
        notifyListener(delivery, decision);
        synchronized (lock) {
            inFlight.stop();
            inFlight.endAttempt(pending);
            if (closed) {
                settled.addAll(discard(pending));
            } else if (decision instanceof Decision.ErrorOutput) {
                backlog.remove(pending);
                inFlight.left(pending);
                batches.changed(pending, Optional.empty());
                errorOutput.orElse(this::accept).accept(pending);
            } else if (refused.isPresent()) {
                PendingBatch part = refused.get();
                settled.forEach(part::watch);
                settled.clear();
                pending.leave(part);
                batches.parted(
                        pending,
                        part,
                        decision instanceof Decision.Retry retry ? Optional.of(retry.due()) : Optional.empty());
                errorOutput.orElse(this::accept).accept(part);
            }
            if (inFlight.isStill()) {
                settled.addAll(ends);
                ends.clear();
            }
            startNext();
        }
        settled.forEach(watcher -> watcher.complete(null));
    }

    /** What happens to a batch. If its error output cannot be opened, it is as if there were none. */
    private Decision decide(PendingBatch pending, Attempt attempt, Instant now) {
        BatchState state = pending.state(attempt, context.retention(), backoff.after(pending.attempts()), closed, now);
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

    /** The records of a batch that its destination never takes, while it goes on with the others. */
    private Optional<PendingBatch> refused(PendingBatch pending, Attempt attempt, Instant now) {
        if (!(attempt.result() instanceof DeliveryResult.Failed failure)
                || failure.refused().isEmpty()) {
            return Optional.empty();
        }
        try {
            return pending.refused(failure, attempt, now);
        } catch (RuntimeException e) {
            log.error("No error output stream={}", context.stream(), e);
            return Optional.empty();
        }
    }

    private Result carryOut(Decision decision, PendingBatch pending) {
        if (decision instanceof Decision.Retry retry) {
            planRetry(pending, retry.due());
            batches.changed(pending, Optional.of(retry.due()));
            return Result.RETRYING;
        }
        if (decision instanceof Decision.ErrorOutput) {
            return Result.GIVEN_UP;
        }
        if (decision instanceof Decision.Done && ordered && !closed) {
            pending.setFinished();
            commitFinished();
            return pending.failedInPart() ? Result.GIVEN_UP : Result.DELIVERED;
        }
        pending.abandon();
        remove(pending);
        commitFinished();
        return decision instanceof Decision.Done ? Result.DELIVERED : Result.DROPPED;
    }

    private void planRetry(PendingBatch pending, Instant due) {
        String what =
                switch (purpose) {
                    case DESTINATION, ERROR_OUTPUT -> "retry delivery of ";
                    case PROCESSING -> "retry processing of ";
                    case BACKUP -> "retry backup of ";
                };
        pending.retry().plan(dependencies.scheduler(), due, what + context.stream(), plan -> retryDue(pending, plan));
    }

    /** Takes a batch that a process before this one had. */
    void restore(PendingBatch pending, Optional<Instant> due) {
        backlog.addWaiting(pending);
        planRetry(pending, due.orElseGet(() -> dependencies.clock().instant()));
    }

    /** The results of the oldest batches go on, up to the first that is not finished. */
    private void commitFinished() {
        PendingBatch oldest = ordered ? backlog.oldest() : null;
        while (oldest != null && oldest.isFinished()) {
            PendingBatch next = oldest;
            batches.together(() -> {
                next.commit();
                committed.addAll(next.settled());
                remove(next);
            });
            oldest = backlog.oldest();
        }
    }

    private void retryDue(PendingBatch pending, long plan) {
        synchronized (lock) {
            if (!closed && pending.retry().begin(plan)) {
                if (ordered) {
                    backlog.addReadyFirst(pending);
                } else {
                    backlog.addReady(pending);
                }
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

    /** Takes a batch that another queue has given up. */
    void accept(PendingBatch pending) {
        backlog.addFirst(pending);
        startNext();
    }

    /** The batch is done: its room is given back. */
    private void remove(PendingBatch pending) {
        if (backlog.remove(pending)) {
            batches.done(pending);
            pending.memory().release();
            inFlight.left(pending);
            batchLeft.run();
        }
    }

    /** Drops a batch; returns those who watched for its end. */
    private List<CompletableFuture<Void>> discard(PendingBatch pending) {
        pending.retry().cancel();
        pending.abandon();
        remove(pending);
        return pending.settled();
    }

    /** Tries again now what waits for a retry; each future completes when its batch is done or waits for its next attempt. */
    List<CompletableFuture<Void>> retryAll() {
        if (closed) {
            return List.of();
        }
        List<CompletableFuture<Void>> watchers = backlog.retryAll(ordered);
        startNext();
        return watchers;
    }

    /**
     * Drops every batch; a delivery under way may still arrive.
     *
     * @return completes, without the lock, when no delivery is under way any more
     */
    CompletableFuture<Void> close() {
        closed = true;
        for (PendingBatch pending : backlog.all()) {
            if (!pending.isUnderWay()) {
                discard(pending).forEach(watcher -> watcher.complete(null));
            }
        }
        backlog.clearReady();
        if (inFlight.isStill()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        ends.add(end);
        return end;
    }

    /** The batches that are not done, oldest first as far as retries allow. */
    List<PendingBatch> pending() {
        return backlog.all();
    }

    /** Records whose memory is taken. */
    long records() {
        return backlog.records();
    }

    /** Their bytes. */
    long bytes() {
        return backlog.bytes();
    }
}
