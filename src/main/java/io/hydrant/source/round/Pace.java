package io.hydrant.source.round;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.time.WallTime;

/**
 * How often a service that has to be asked is asked while the clock is moved. A move of a day would ask 86,400 times; such a service
 * lives by the wall, where hardly any time goes by. Thread-safe.
 */
final class Pace {
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** So often each move asks in any case. */
    private static final int ENOUGH = 5;

    private final LongSupplier moves;

    @GuardedBy("this")
    private int inVain;

    @GuardedBy("this")
    private long lastNanos;

    @GuardedBy("this")
    private long lastMove;

    @GuardedBy("this")
    private long moveNanos;

    /** @param moves how often the clock has been moved */
    Pace(LongSupplier moves) {
        this.moves = moves;
    }

    /**
     * A round has been made.
     *
     * @param nothing whether there was nothing to read
     */
    synchronized void after(boolean nothing) {
        inVain = nothing ? inVain + 1 : 0;
        lastNanos = WallTime.nanoTime();
    }

    /** Whether the clock was moved just now, and few rounds have found nothing since. */
    synchronized boolean isFresh() {
        noteMove();
        return lastMove > 0 && inVain < ENOUGH && WallTime.nanoTime() - moveNanos < FRESH_NANOS;
    }

    private synchronized void noteMove() {
        long move = moves.getAsLong();
        if (move != lastMove) {
            lastMove = move;
            moveNanos = WallTime.nanoTime();
            inVain = 0;
        }
    }

    /** Whether the round that is due can be left out: several of this move found nothing, the last one just now by the wall. */
    synchronized boolean skips() {
        noteMove();
        return inVain >= ENOUGH && WallTime.nanoTime() - lastNanos < SHORT_NANOS;
    }
}
