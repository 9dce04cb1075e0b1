package io.hydrant.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the batches of a queue into the stream's log, if there is one. Guarded by the stream's lock, but for {@link #keep}. */
final class BatchLog {
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final QueueContext context;

    BatchLog(QueueContext context) {
        this.context = context;
    }

    /**
     * Waits until the batch is on disk with all that has to stay the same. Takes the lock itself; not called under it.
     *
     * @return false if that failed, so that nothing may be sent
     */
    boolean keep(PendingBatch pending) {
        if (context.log().isEmpty()) {
            return true;
        }
        CompletableFuture<Void> written;
        synchronized (context.lock()) {
            if (pending.row().isSettled()) {
                return true;
            }
            written = pending.logged(context.log().get(), Optional.empty())
                    .map(context.log().get()::tryWrite)
                    .orElseGet(() -> CompletableFuture.completedFuture(null));
        }
        try {
            written.join();
        } catch (CompletionException e) {
            log.warn("A batch waits for the store stream={}: {}", context.stream(), String.valueOf(e.getCause()));
            return false;
        }
        synchronized (context.lock()) {
            pending.row().setSettled();
        }
        return true;
    }

    /** The batch has changed. */
    void changed(PendingBatch pending, Optional<Instant> due) {
        context.log().ifPresent(known -> pending.logged(known, due).ifPresent(known::write));
    }

    /** Records have left the batch for another, in one commit. */
    void parted(PendingBatch whole, PendingBatch part, Optional<Instant> due) {
        context.log()
                .ifPresent(known -> known.together(() -> {
                    whole.logged(known, due).ifPresent(known::write);
                    part.logged(known, Optional.empty()).ifPresent(known::write);
                }));
    }

    /** Nothing remains of the batch; its chunks may be forgotten then. */
    void done(PendingBatch pending) {
        if (pending.row().number() > 0) {
            context.log().ifPresent(known -> known.finish(pending.row().number()));
        }
    }

    /** What {@code changes} does is made in one commit. */
    void together(Runnable changes) {
        context.log().ifPresentOrElse(known -> known.together(changes), changes);
    }
}
