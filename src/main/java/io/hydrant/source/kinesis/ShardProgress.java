package io.hydrant.source.kinesis;

import java.util.ArrayDeque;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * How far the records of one shard have been delivered: the place up to which none of them waits in the delivery stream any more.
 * Thread-safe.
 */
final class ShardProgress {
    private final Runnable moved;

    @GuardedBy("this")
    private final ArrayDeque<Run> runs = new ArrayDeque<>(4);

    @GuardedBy("this")
    private ShardPlace delivered;

    /** @param moved runs when the place has moved; returns at once */
    ShardProgress(ShardPlace from, Runnable moved) {
        this.delivered = from;
        this.moved = moved;
    }

    /** Records that are appended to the delivery stream together. */
    final class Run {
        private @Nullable ShardPlace end;
        private boolean left;

        /** The records are appended, up to that place. */
        void appended(ShardPlace upTo) {
            end(this, upTo);
        }

        /** None of the records waits any more. */
        void left() {
            leave(this);
        }

        /** None of the records was appended. */
        void cancel() {
            remove(this);
        }
    }

    /** Begins to append records. */
    synchronized Run begin() {
        Run run = new Run();
        runs.add(run);
        return run;
    }

    /** Nothing between the last run and that place is to be delivered. */
    void skipTo(ShardPlace upTo) {
        Run run = begin();
        run.appended(upTo);
        run.left();
    }

    private void end(Run run, ShardPlace upTo) {
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
    synchronized ShardPlace delivered() {
        return delivered;
    }

    /** Whether everything that was appended is delivered. */
    synchronized boolean isStill() {
        return runs.isEmpty();
    }
}
