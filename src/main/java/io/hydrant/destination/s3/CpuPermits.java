package io.hydrant.destination.s3;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Lets few objects be made at the same time: opening and compressing records keeps a processor busy, and puts need the others.
 * Thread-safe; first come, first served.
 */
public final class CpuPermits {
    private final Semaphore turns;

    /** @param atOnce how many objects are made at the same time; 1 or more */
    public CpuPermits(int atOnce) {
        this.turns = new Semaphore(atOnce, true);
    }

    /** One for every two processors of this machine. */
    public static CpuPermits ofThisMachine() {
        return new CpuPermits(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    <T> T take(Work<T> work) throws IOException {
        turns.acquireUninterruptibly();
        try {
            return work.done();
        } finally {
            turns.release();
        }
    }

    /** What takes a processor until it is done. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }
}
