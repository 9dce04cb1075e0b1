package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.hydrant.destination.Purpose;
import io.hydrant.record.EncryptedWith;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one stream, in the order of its records:
 *
 * <pre>
 * source ─▶ queue of the destination ─ given up ─▶ queue of the error output
 *    └────▶ queue of the backup, if every source record is backed up
 * </pre>
 *
 * Processing comes between the source and the destination, as a queue with hints of its own; partitions are several queues of the
 * destination. Guarded by the stream's lock, under which all methods but {@link #flush} and {@link #copies} are called.
 */
public final class Pipeline {
    private final QueueContext context;
    private final DeliveryQueue destination;

    private @Nullable DeliveryQueue errorOutput;
    private @Nullable DeliveryQueue backup;
    private volatile boolean backingUp;

    public Pipeline(QueueContext context) {
        this.context = context;
        this.destination = new DeliveryQueue(context, Purpose.DESTINATION, Optional.of(this::giveUp));
    }

    /**
     * From now on records go there.
     *
     * @param to without it, records wait until they expire
     * @param copies where every source record is backed up; without it, copies made before still go where they were to go
     */
    public void retarget(Optional<DeliveryTarget> to, Optional<DeliveryTarget> copies) {
        destination.retarget(to);
        if (errorOutput != null) {
            errorOutput.retarget(to);
        }
        if (copies.isPresent()) {
            if (backup == null) {
                backup = new DeliveryQueue(context, Purpose.BACKUP, Optional.empty());
            }
            backup.retarget(copies);
        }
        backingUp = copies.isPresent();
    }

    /** Under the lock. A batch knows itself that it was given up; a new destination without an error output takes it back. */
    private void giveUp(PendingBatch pending) {
        if (errorOutput == null) {
            errorOutput = new DeliveryQueue(context, Purpose.DESTINATION, Optional.empty());
            errorOutput.retarget(destination.lastTarget());
        }
        errorOutput.accept(pending);
    }

    /** How often each source record is kept: once, and once more for the backup. Needs no lock. */
    public int copies() {
        return backingUp ? 2 : 1;
    }

    /** Keeps the records of one put, which are copied; the budget has been taken for each copy. */
    public void append(Instant now, int count, int recordBytes, byte[] frames, int length) {
        destination.append(now, count, recordBytes, frames, length);
        if (backup != null && backingUp) {
            backup.append(now, count, recordBytes, frames, length);
        }
    }

    /** Keeps the records of one put, encrypted. */
    public void appendEncrypted(Instant now, int count, int recordBytes, EncryptedWith key, byte[] payload) {
        destination.appendEncrypted(now, count, recordBytes, key, payload);
        if (backup != null && backingUp) {
            backup.appendEncrypted(now, count, recordBytes, key, payload);
        }
    }

    /**
     * Delivers what is buffered, and tries again now what waits for a retry. Takes the lock itself.
     *
     * @return completes when each of these has arrived, is lost, or waits for its next attempt
     */
    public CompletableFuture<Void> flush() {
        List<DeliveryQueue> queues;
        synchronized (context.lock()) {
            queues = queues();
        }
        return allOf(queues.stream().map(DeliveryQueue::flush).toList());
    }

    /**
     * Drops everything, because the stream is being deleted; deliveries under way may still arrive.
     *
     * @return completes, without the lock, when no delivery is under way any more
     */
    public CompletableFuture<Void> close() {
        return allOf(queues().stream().map(DeliveryQueue::close).toList());
    }

    private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> all) {
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private List<DeliveryQueue> queues() {
        List<DeliveryQueue> queues = new ArrayList<>(queues(Purpose.DESTINATION));
        queues.addAll(queues(Purpose.BACKUP));
        return queues;
    }

    /** The queues that hold records for a purpose; what waits for the error output still waits for the destination. */
    private List<DeliveryQueue> queues(Purpose purpose) {
        if (purpose == Purpose.BACKUP) {
            return backup == null ? List.of() : List.of(backup);
        }
        return errorOutput == null ? List.of(destination) : List.of(destination, errorOutput);
    }

    /** The records that have not arrived: at the destination or its error output, or at the backup. */
    public List<Waiting> waiting(Purpose purpose) {
        List<Waiting> all = new ArrayList<>();
        queues(purpose).forEach(queue -> all.addAll(queue.waiting()));
        return all;
    }

    /** Records waiting for the destination or its error output, or copies waiting for the backup. */
    public long records(Purpose purpose) {
        return queues(purpose).stream().mapToLong(DeliveryQueue::records).sum();
    }

    /** Their bytes. */
    public long bytes(Purpose purpose) {
        return queues(purpose).stream().mapToLong(DeliveryQueue::bytes).sum();
    }
}
