package io.hydrant.time;

import java.time.Instant;

/** "Later". Implementations are safe for use by several threads. */
public interface Scheduler {
    /**
     * Runs {@code task} once, no earlier than {@code due}, never inside this call; {@code what} names it in diagnostics
     * and in {@code GET /_hydrant/clock}. Tasks run one at a time, by due time, then by order of arrival.
     */
    Cancellable at(Instant due, String what, Runnable task);

    /**
     * Says that work named {@code what} goes on outside of a task: whoever moves the clock waits for it. Work that takes longer
     * than ten seconds of the wall no longer keeps other tasks from becoming due, so that a time-out can end it.
     */
    Hold hold(String what);
}
