package io.hydrant.source.round;

import java.time.Instant;

import io.hydrant.time.Cancellable;
import io.hydrant.time.Scheduler;
import org.jspecify.annotations.Nullable;

/** The next round of one reader: one task of the clock at most. Guarded by the reader. */
final class PlannedRound {
    private final Scheduler scheduler;
    private final String what;
    private final Runnable round;
    private @Nullable Cancellable task;
    private Instant due = Instant.MAX;

    /** @param round runs when the clock has come to it, and calls {@link #begun} */
    PlannedRound(Scheduler scheduler, String what, Runnable round) {
        this.scheduler = scheduler;
        this.what = what;
        this.round = round;
    }

    /** Plans it, unless it is to come earlier anyway. */
    void noLaterThan(Instant when) {
        if (when.isBefore(due)) {
            cancel();
            due = when;
            task = scheduler.at(when, what, "", round);
        }
    }

    /** The clock has come to it. */
    void begun() {
        task = null;
        due = Instant.MAX;
    }

    /** It is not to come. */
    void cancel() {
        if (task != null) {
            task.cancel();
        }
        begun();
    }
}
