package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.hydrant.delivery.DeliveryAttempt.Result;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordSet;
import io.hydrant.store.LoggedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Records that were taken from a buffer together: which of them remain, where they are sent, and how often that was tried.
 * Guarded by the stream's lock. Longer than 300 lines, because all that a batch is between two attempts is one class.
 */
final class PendingBatch {
    private final BatchMemory memory;
    private final BatchRow row;
    private final List<CompletableFuture<Void>> watchers = new ArrayList<>();
    private final PlannedTask retry = new PlannedTask();

    /** The records that have neither arrived nor been lost. */
    private RecordSet remaining;

    private long remainingBytes;

    private @Nullable DeliveryTarget target;

    /** The target's destination, or its error output after {@link #giveUp}. */
    private @Nullable Destination destination;

    private @Nullable Transfer transfer;

    /** Why the target's destination was given up. */
    private Destination.@Nullable Failure givenUp;

    private @Nullable Instant firstFailure;

    /** Attempts made of this transfer. */
    private int attempts;

    /** When the attempt under way began. */
    private @Nullable Instant started;

    private boolean begun;
    private boolean underWay;
    private boolean finished;

    /** What the attempt that succeeded made of the records, if they were processed. */
    private @Nullable Processed processed;

    /** @param queue where the records waited */
    PendingBatch(String queue, RecordBuffer.Taken taken) {
        this.row = new BatchRow(queue);
        this.memory = new BatchMemory(taken);
        this.remaining = RecordSet.all((int) taken.records());
        this.remainingBytes = taken.bytes();
    }

    /** A batch as a process before this one left it, in its part of {@code memory}. */
    PendingBatch(LoggedBatch before, BatchMemory memory) {
        this.row = new BatchRow(before);
        this.memory = memory;
        this.remaining = RecordSet.ofRuns((int) memory.taken().records(), before.remaining());
        this.remainingBytes = before.remainingBytes();
        this.attempts = before.attempts();
        this.firstFailure = before.firstFailure().orElse(null);
        this.givenUp = before.givenUp().map(BatchRow::failure).orElse(null);
    }

    /** Some records of {@code whole}, which were sent as often as it. */
    private PendingBatch(PendingBatch whole, RecordSet some, long bytes) {
        this.row = new BatchRow(whole.row.queue());
        this.memory = whole.memory.part(some.count(), bytes);
        this.remaining = some;
        this.remainingBytes = bytes;
        this.target = whole.target;
        this.destination = whole.destination;
        this.attempts = whole.attempts;
    }

    /** What it takes of the budget. */
    BatchMemory memory() {
        return memory;
    }

    /** What it is in a log. */
    BatchRow row() {
        return row;
    }

    /** As it goes into {@code log} now; empty when its records are not there. */
    Optional<LoggedBatch> logged(StreamLog log, Optional<Instant> due) {
        return row.ends(memory.taken())
                .map(ends -> new LoggedBatch(
                        row.number(log),
                        log.owner(),
                        row.queue(),
                        ends[0],
                        ends[1],
                        memory.id().toString(),
                        remaining.runs(),
                        remainingBytes,
                        target == null ? row.versionBefore() : target.origin().version(),
                        attempts,
                        Optional.ofNullable(firstFailure),
                        due,
                        Optional.ofNullable(givenUp).map(BatchRow::of),
                        transfer == null ? Map.of() : transfer.settle(BatchRow.oldest(this))));
    }

    RecordSet remaining() {
        return remaining;
    }

    /** The bytes of the records that remain. */
    long remainingBytes() {
        return remainingBytes;
    }

    /** Its next attempt, while it waits for one. */
    PlannedTask retry() {
        return retry;
    }

    /**
     * Begins an attempt at {@code next}. If that is another target than before, a new transfer begins with what remains; a batch
     * that was given up goes to the error output there.
     */
    Transfer beginAttempt(DeliveryTarget next, Instant now) {
        started = now;
        if (!next.equals(target)) {
            Destination to = next.destination();
            Optional<Destination> errors =
                    givenUp == null ? Optional.empty() : to.errorOutput(Objects.requireNonNull(givenUp));
            Optional<Map<String, String>> settled =
                    row.settledBefore(next.origin().version()).filter(known -> givenUp == null || errors.isPresent());
            if (settled.isPresent()) {
                transfer = errors.orElse(to).begin(settled.get());
                destination = errors.orElse(to);
            } else {
                begin(errors.orElse(to));
            }
            givenUp = errors.isPresent() ? givenUp : null;
            target = next;
        }
        attempts++;
        return Objects.requireNonNull(transfer);
    }

    private void begin(Destination to) {
        abandon();
        row.unsettle();
        transfer = to.begin();
        destination = to;
        attempts = 0;
        firstFailure = null;
    }

    /**
     * Leaves its destination for the error output.
     *
     * @return false if there is none
     */
    boolean giveUp(DeliveryResult.Failed failure, Instant now) {
        Destination.Failure why =
                new Destination.Failure(failure.errorCode(), failure.message(), attempts, now, failure.errors());
        Optional<Destination> errors = Objects.requireNonNull(destination).errorOutput(why);
        errors.ifPresent(to -> {
            begin(to);
            givenUp = why;
        });
        return errors.isPresent();
    }

    /**
     * The records that the destination has refused, on their way to its error output.
     *
     * @return empty if there is none
     */
    Optional<PendingBatch> refused(DeliveryResult.Failed failure, Attempt attempt, Instant now) {
        PendingBatch part = new PendingBatch(this, failure.refused(), attempt.refusedBytes());
        return part.giveUp(failure, now) ? Optional.of(part) : Optional.empty();
    }

    /** {@code part} stands for its records from now on. */
    void leave(PendingBatch part) {
        memory.leave(part.memory);
        remaining = remaining.minus(part.remaining);
        remainingBytes -= part.remainingBytes;
    }

    /** Whether the next attempt at {@code next} may wait for minutes. */
    boolean mayHang(DeliveryTarget next) {
        Destination to = givenUp == null ? null : destination;
        return to == null ? next.destination().mayHang() : to.mayHang();
    }

    /** Whether an attempt was ever started. */
    boolean isBegun() {
        return begun;
    }

    void setBegun() {
        begun = true;
    }

    /** Whether an attempt has begun and not ended. */
    boolean isUnderWay() {
        return underWay;
    }

    void setUnderWay(boolean now) {
        underWay = now;
    }

    /** Whether the batch was processed, and its results wait for their turn. */
    boolean isFinished() {
        return finished;
    }

    void setFinished() {
        finished = true;
    }

    /** The results of a batch that was processed go on. */
    void commit() {
        if (transfer instanceof StagedTransfer staged) {
            transfer = null;
            staged.commit();
        }
    }

    /** The results of a batch that was processed, or nearly, are not wanted any more. */
    void abandon() {
        if (transfer instanceof StagedTransfer staged) {
            transfer = null;
            staged.abandon();
        }
    }

    /** Whether the batch was processed, and some of its records failed. */
    boolean failedInPart() {
        return processed != null && processed.failed() > 0;
    }

    /** How many attempts were made of this transfer. */
    int attempts() {
        return attempts;
    }

    /** What the rules of retries ask about, after an attempt that ended at {@code now}. */
    BatchState state(Attempt attempt, Duration retention, Duration backoff, boolean deleted, Instant now) {
        boolean failed = attempt.readable() && attempt.result() instanceof DeliveryResult.Failed;
        firstFailure = failed && firstFailure == null ? now : firstFailure;
        return new BatchState(
                memory.taken().oldestArrival(),
                retention,
                firstFailure == null ? now : firstFailure,
                destination == null || transfer == null
                        ? Duration.ZERO
                        : destination.retryFor().plus(transfer.standstill()),
                backoff,
                attempt.readable(),
                givenUp == null && target != null,
                deleted);
    }

    /** Notes which records remain. */
    void advance(Attempt attempt) {
        if (attempt.result() instanceof DeliveryResult.Failed failure) {
            remaining = failure.failed().plus(failure.refused());
            remainingBytes = attempt.failedBytes() + attempt.refusedBytes();
        }
    }

    /** The records that remain, to be read as long as {@code decryptor} is open. */
    RecordBatch batch(RecordDecryptor decryptor) {
        return new RecordBatch(memory.id(), chunks(), decryptor).only(remaining);
    }

    /** All records, also those that do not remain. */
    List<RecordBuffer.Chunk> chunks() {
        List<RecordBuffer.Chunk> chunks = new ArrayList<>();
        memory.taken().forEach(chunks::add);
        return chunks;
    }

    /**
     * The attempt that has just ended, for the ledger. To be asked before {@link #advance}.
     *
     * @param purpose of the queue
     * @param fallback where it was meant to go, if no attempt could begin
     */
    DeliveryAttempt describe(DeliveryResult result, Purpose purpose, DeliveryTarget fallback, Instant now) {
        int tried = remaining.count();
        DeliveryResult.Failed failed = result instanceof DeliveryResult.Failed f ? f : null;
        int lost = failed == null ? 0 : failed.lost().count();
        processed = failed == null && transfer instanceof StagedTransfer staged ? staged.processed() : null;
        Processed done = processed;
        return new DeliveryAttempt(
                0,
                now,
                (target == null ? fallback : target).origin(),
                givenUp == null ? purpose : Purpose.ERROR_OUTPUT,
                result.location(),
                tried,
                remainingBytes,
                done != null ? done.passed() : result.arrived(tried),
                lost,
                result instanceof DeliveryResult.Delivered d ? d.bytes() : 0,
                attempts,
                failed == null ? Result.DELIVERED : Result.RETRYING,
                done != null
                        ? done.cause()
                        : Optional.ofNullable(failed).map(f -> new DeliveryAttempt.Cause(f.errorCode(), f.message())),
                Duration.between(memory.taken().oldestArrival(), now),
                Optional.ofNullable(done),
                Duration.between(started == null ? now : started, now));
    }

    /** Completes {@code watcher} when nothing more can be done for this now. */
    void watch(CompletableFuture<Void> watcher) {
        watchers.add(watcher);
    }

    /** Nothing more can be done for this now: those who watched for it. */
    List<CompletableFuture<Void>> settled() {
        List<CompletableFuture<Void>> done = List.copyOf(watchers);
        watchers.clear();
        return done;
    }
}
