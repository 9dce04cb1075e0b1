package io.hydrant.source.round;

import java.util.ArrayDeque;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * How far records that are read in their order have been delivered: the place up to which none of them waits in the delivery stream
 * any more. Thread-safe.
 */
public final class Progress<P> {
    private final Runnable moved;

    @GuardedBy("this")
    private final ArrayDeque<Run> runs = new ArrayDeque<>(4);

    @GuardedBy("this")
    private P delivered;

    /** @param moved runs when the place has moved; returns at once */
    public Progress(P from, Runnable moved) {
        this.delivered = from;
        this.moved = moved;
    }

    /** Records that are appended to the delivery stream together. */
    public final class Run {
        private @Nullable P end;
        private boolean left;

        /** The records are appended, up to that place. */
        public void appended(P upTo) {
            end(this, upTo);
        }

        /** None of the records waits any more. */
        public void left() {
            leave(this);
        }

        /** None of the records was appended. */
        public void cancel() {
            remove(this);
        }
    }

    /** Begins to append records. */
    public synchronized Run begin() {
        Run run = new Run();
        runs.add(run);
        return run;
    }

    /** Nothing between the last run and that place is to be delivered. */
    public void skipTo(P upTo) {
        Run run = begin();
        run.appended(upTo);
        run.left();
    }

    private void end(Run run, P upTo) {
        synchronized (this) {
            run.end = upTo;
        }
        move();
    }

    private void leave(Run run) {
        synchronized (this) {
            run.left = true;
        }
        move();
    }

    private synchronized void remove(Run run) {
        runs.remove(run);
    }

    private void move() {
        boolean any = false;
        synchronized (this) {
            for (Run first = runs.peek(); first != null && first.left && first.end != null; first = runs.peek()) {
                delivered = first.end;
                runs.remove();
                any = true;
            }
        }
        if (any) {
            moved.run();
        }
    }

    /** The place up to which everything is delivered. */
    public synchronized P delivered() {
        return delivered;
    }

    /** Whether everything that was appended is delivered. */
    public synchronized boolean isStill() {
        return runs.isEmpty();
    }
}
