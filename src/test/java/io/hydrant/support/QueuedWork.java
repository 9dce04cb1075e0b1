package io.hydrant.support;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

import io.hydrant.time.Cancellable;
import io.hydrant.time.Hold;
import io.hydrant.time.Scheduler;
import io.hydrant.time.VirtualTime;

/**
 * Work that waits until the test runs it on its own thread, so that nothing depends on which thread is faster. What a task of the
 * {@link #scheduler} gives to do is done before the clock moves on, as it is when threads do it. For one thread.
 */
public final class QueuedWork implements Executor {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final VirtualTime time;

    public QueuedWork(VirtualTime time) {
        this.time = time;
    }

    /** The clock whose tasks give the work to do. */
    public VirtualTime time() {
        return time;
    }

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    /** Does the piece of work that has waited longest, if any waits. */
    public void runNext() {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
    }

    /** Does all, also what comes to it meanwhile. */
    public void runAll() {
        while (!waiting.isEmpty()) {
            runNext();
        }
    }

    /** Does all, and moves the clock. */
    public void advance(Duration span) {
        runAll();
        time.advance(span);
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The clock's tasks, each with the work that it gives to do. */
    public Scheduler scheduler() {
        return new Scheduler() {
            @Override
            public Cancellable at(Instant due, String what, String owner, Runnable task) {
                return time.at(due, what, owner, () -> {
                    task.run();
                    runAll();
                });
            }

            @Override
            public Hold hold(String what) {
                return time.hold(what);
            }
        };
    }
}
