package io.hydrant.record;

/**
 * How far a thread has come that works through many bytes. Now and then it lets other threads go first: a put that waits for a
 * processor waits for no more than one stride. Not thread-safe.
 */
public final class Stride {
    private static final int LENGTH = 1 << 16;

    private int left = LENGTH;

    /** So many bytes more are done. Costs nothing while processors are free. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing is right or wrong by it; a put waits shorter
    public void done(int bytes) {
        left -= bytes;
        if (left < 0) {
            left = LENGTH;
            Thread.yield();
        }
    }
}
