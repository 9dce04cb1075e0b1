package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordSet;
import org.jspecify.annotations.Nullable;

/** What a queue has taken from its buffer to deliver together, and how far it has come. Guarded by the stream's lock. */
final class PendingBatch {
    private final UUID id = UUID.randomUUID();
    private final RecordBuffer.Taken taken;
    private final List<CompletableFuture<Void>> watchers = new ArrayList<>();

    @Nullable
    DeliveryTarget route;

    @Nullable
    Transfer transfer;

    /** Where it goes since its destination has given it up; null before. */
    @Nullable
    Destination errorOutput;

    /** Why it was given up. */
    Destination.@Nullable Failure givenUp;

    final PlannedTask retry = new PlannedTask();

    @Nullable
    Instant firstFailure;

    /** Attempts made of this transfer. */
    int attempts;

    /** The records that have neither arrived nor been lost. */
    RecordSet remaining;

    /** Their bytes. */
    long remainingBytes;

    PendingBatch(RecordBuffer.Taken taken) {
        this.taken = taken;
        this.remaining = RecordSet.all((int) taken.records());
        this.remainingBytes = taken.bytes();
    }

    RecordBuffer.Taken taken() {
        return taken;
    }

    /** Begins anew with what has not arrived, at another destination. */
    void begin(Destination destination) {
        transfer = destination.begin();
        attempts = 0;
        firstFailure = null;
    }

    /** Goes to {@code route} from the next attempt on, if it does not already; what was given up, to the error output there. */
    void goTo(DeliveryTarget next) {
        if (next.equals(route)) {
            return;
        }
        Destination to = next.destination();
        Optional<Destination> errors =
                givenUp == null ? Optional.empty() : to.errorOutput(Objects.requireNonNull(givenUp));
        begin(errors.orElse(to));
        errorOutput = errors.orElse(null);
        givenUp = errors.isPresent() ? givenUp : null;
        route = next;
    }

    /** Goes to the error output from the next attempt on. */
    void giveUp(Destination errors, Destination.Failure why) {
        begin(errors);
        errorOutput = errors;
        givenUp = why;
    }

    /** Where it goes now. */
    Destination destination() {
        return errorOutput != null ? errorOutput : Objects.requireNonNull(route).destination();
    }

    /** What the rules of retries ask about, after an attempt that ended at {@code now}. */
    BatchState state(boolean readable, Duration backoff, boolean deleted, Instant now) {
        if (readable && firstFailure == null) {
            firstFailure = now;
        }
        return new BatchState(
                taken.oldestArrival(),
                firstFailure == null ? now : firstFailure,
                destination().retryFor(),
                backoff,
                readable,
                errorOutput == null,
                deleted);
    }

    /** Notes what an attempt has come to. */
    void advance(Attempt attempt) {
        if (attempt.outcome() instanceof DeliveryResult.Failed failure) {
            remaining = failure.failed();
            remainingBytes = attempt.remainingBytes();
        }
    }

    /** The records that remain, to be read as long as {@code opener} is open. */
    RecordBatch batch(RecordDecryptor opener) {
        List<RecordBuffer.Chunk> chunks = new ArrayList<>();
        taken.forEach(chunks::add);
        return new RecordBatch(id, chunks, opener).only(remaining);
    }

    /**
     * What an attempt came to.
     *
     * @param opened whether the records could be opened
     * @param remainingBytes of the records that have neither arrived nor been lost
     */
    record Attempt(DeliveryResult outcome, boolean opened, long remainingBytes) {
        static Attempt of(RecordBatch batch, DeliveryResult outcome) {
            if (!(outcome instanceof DeliveryResult.Failed failure)) {
                return new Attempt(outcome, true, 0);
            }
            RecordSet told = failure.failed().plus(failure.lost());
            if (!told.minus(batch.positions()).isEmpty()) {
                throw new IllegalStateException("Told of records " + told + ", given " + batch.positions());
            }
            return new Attempt(outcome, true, batch.only(failure.failed()).bytes());
        }
    }

    /** Completes {@code watcher} when nothing more can be done for this now. */
    void watch(CompletableFuture<Void> watcher) {
        watchers.add(watcher);
    }

    /** Nothing more can be done for this now. */
    List<CompletableFuture<Void>> settled() {
        List<CompletableFuture<Void>> done = List.copyOf(watchers);
        watchers.clear();
        return done;
    }
}
