package io.hydrant.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.hydrant.record.ChunkCounter;
import io.hydrant.record.RecordBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts whose records enter their queues when they are on disk. So no batch has a record that the log does not have. They enter in the
 * order in which they were handed over.
 */
final class LoggedPuts {
    private final QueueContext context;
    private final StreamLog log;
    private final BooleanSupplier closed;

    /** @param closed whether the queues take nothing any more; asked under the lock */
    LoggedPuts(QueueContext context, StreamLog log, BooleanSupplier closed) {
        this.context = context;
        this.log = log;
        this.closed = closed;
    }

    /**
     * Hands records over; the budget has been taken for each queue. Under the lock.
     *
     * @param copyTo where the records wait too, or null
     * @return completes when the records are in the queues, or are not kept
     */
    CompletableFuture<Void> append(DeliveryQueue to, @Nullable DeliveryQueue copyTo, RecordBuffer.Chunk chunk) {
        StreamLog.Handed handed = log.handed(to.name(), copyTo != null, chunk);
        ChunkCounter counter = chunk.counter();
        if (counter != null) {
            counter.entered(); // its key is needed from now on
        }
        return log.tryAppend(handed).whenComplete((done, failure) -> {
            synchronized (context.lock()) {
                if (failure == null) {
                    enter(to, handed.chunk());
                    if (copyTo != null) {
                        enter(copyTo, handed.chunk());
                    }
                } else {
                    context.budget().give((copyTo == null ? 1 : 2) * chunk.cost());
                }
                if (counter != null) {
                    counter.left();
                }
            }
        });
    }

    private void enter(DeliveryQueue to, RecordBuffer.Chunk chunk) {
        if (closed.getAsBoolean()) {
            context.budget().give(chunk.cost());
            log.forget(new long[] {chunk.ticket().place()});
        } else {
            to.append(chunk.arrival(), chunk);
        }
    }
}
