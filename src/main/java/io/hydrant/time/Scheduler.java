package io.hydrant.time;

import java.time.Instant;

/** "Later". Implementations are safe for use by several threads. */
public interface Scheduler {
    /**
     * Runs {@code task} once, no earlier than {@code due}, never inside this call; {@code what} names it in diagnostics
     * and in {@code GET /_hydrant/clock}. Tasks run one at a time, by due time, then by order of arrival. {@code owner} is the
     * ARN of what the task belongs to, empty for nothing in particular: names alone repeat from account to account.
     */
    Cancellable at(Instant due, String what, String owner, Runnable task);

    /** As {@link #at(Instant, String, String, Runnable)}, for a task that belongs to nothing in particular. */
    default Cancellable at(Instant due, String what, Runnable task) {
        return at(due, what, "", task);
    }

    /** This scheduler, whose tasks belong to {@code owner} when they do not say otherwise. */
    default Scheduler ownedBy(String owner) {
        return new OwnedScheduler(this, owner);
    }

    /**
     * Says that work named {@code what} goes on outside of a task: whoever moves the clock waits for it. Work that takes longer
     * than ten seconds of the wall no longer keeps other tasks from becoming due. The end of a move waits for a minute.
     */
    Hold hold(String what);

    /**
     * As {@link #hold}, for work of {@code owner} that waits for a machine that may never answer, and that {@link #timeOut} ends, a
     * minute after its beginning or later. A move waits ten seconds of the wall for all such work together, one second before
     * tasks that are due earlier than that, and at its end leaves it alone.
     */
    default Hold holdThatMayHang(String what, String owner) {
        return hold(what);
    }

    /** As {@link #holdThatMayHang(String, String)}, for work that belongs to nothing in particular. */
    default Hold holdThatMayHang(String what) {
        return holdThatMayHang(what, "");
    }

    /**
     * As {@link #at(Instant, String, String, Runnable)}, for a task that ends the work of {@code owner} that may hang. Patience with
     * that work begins anew with this call, and once more when the task has run.
     */
    default Cancellable timeOut(Instant due, String what, String owner, Runnable task) {
        return at(due, what, owner, task);
    }

    /**
     * As {@link #at(Instant, String, String, Runnable)}, for a task that goes on with the work of this thread, which waits for the
     * clock alone. No move of the clock waits for that work until then.
     *
     * @see Hold#here
     */
    default Cancellable wake(Instant due, String what, String owner, Runnable task) {
        return at(due, what, owner, task);
    }

    /** Whether this thread moves the clock, or runs a task of it: it must not wait for the clock. */
    default boolean isMovedHere() {
        return false;
    }

    /** As {@link #timeOut(Instant, String, String, Runnable)}, for work that belongs to nothing in particular. */
    default Cancellable timeOut(Instant due, String what, Runnable task) {
        return timeOut(due, what, "", task);
    }
}
