package io.hydrant.time;

import java.time.Instant;

/** "Later". Implementations are safe for use by several threads. */
public interface Scheduler {
    /**
     * Runs {@code task} once, no earlier than {@code due}, never inside this call; {@code what} names it in diagnostics
     * and in {@code GET /_hydrant/clock}. Tasks run one at a time, by due time, then by order of arrival.
     */
    Cancellable at(Instant due, String what, Runnable task);
}
