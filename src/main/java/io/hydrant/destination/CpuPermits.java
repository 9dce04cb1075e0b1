package io.hydrant.destination;

import java.util.concurrent.Semaphore;

/**
 * Lets few threads read and receive records at the same time: opening, copying and compressing records keeps a processor busy, and
 * puts need the others. Thread-safe; first come, first served.
 */
public final class CpuPermits {
    private final Semaphore turns;

    /** @param atOnce how many threads work at the same time; 1 or more */
    public CpuPermits(int atOnce) {
        this.turns = new Semaphore(atOnce, true);
    }

    /** One for every two processors of this machine. */
    public static CpuPermits ofThisMachine() {
        return new CpuPermits(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** Does the work when its turn comes. A turn does not fit into a turn of the same thread. */
    public <T, E extends Exception> T take(Work<T, E> work) throws E {
        turns.acquireUninterruptibly();
        try {
            return work.done();
        } finally {
            turns.release();
        }
    }

    /** As {@link #take}, for work without a result. */
    public void run(Runnable work) {
        turns.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            turns.release();
        }
    }

    /** Gives the turn of the work that calls this to others, until {@code wait} is over and a turn comes again. */
    public void rest(Runnable wait) {
        turns.release();
        try {
            wait.run();
        } finally {
            turns.acquireUninterruptibly();
        }
    }

    /** What takes a processor until it is done. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T done() throws E;
    }
}
