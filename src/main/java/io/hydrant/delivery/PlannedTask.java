package io.hydrant.delivery;

import java.time.Instant;
import java.util.function.LongConsumer;

import io.hydrant.time.Cancellable;
import io.hydrant.time.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A task on the clock that can be replaced. A task that the clock has begun already cannot be cancelled: it brings its number and
 * finds that another one is planned. Guarded by the stream's lock.
 */
final class PlannedTask {
    private @Nullable Cancellable task;
    private long number;

    /** Runs {@code run} with the number of this plan, no earlier than {@code due}; replaces what was planned before. */
    void plan(Scheduler scheduler, Instant due, String what, LongConsumer run) {
        cancel();
        long planned = number;
        task = scheduler.at(due, what, () -> run.accept(planned));
    }

    /** Whether something is planned. */
    boolean isPlanned() {
        return task != null;
    }

    /** Whether the task of that number may run: it is the one that is planned. From now on it is not. */
    boolean begin(long planned) {
        if (task == null || planned != number) {
            return false;
        }
        task = null;
        return true;
    }

    /** Nothing is planned any more. */
    void cancel() {
        number++;
        if (task != null) {
            task.cancel();
            task = null;
        }
    }
}
