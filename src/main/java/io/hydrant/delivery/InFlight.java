package io.hydrant.delivery;

/**
 * How many batches of a queue are under way, and whether another may be. Guarded by the stream's lock.
 *
 * <p>A destination gets one batch at a time. Processors get several, whose results go on in order: no batch is begun that could not
 * go on soon, because results that wait take memory.
 */
final class InFlight {
    private final boolean ordered;
    private int atOnce = 1;

    /** How many workers have a batch, or will. */
    private int workers;

    /** How many attempts have begun and not ended. */
    private int attempts;

    /** How many batches have been tried and are not done. */
    private int begun;

    /** @param ordered whether results go on in order */
    InFlight(boolean ordered) {
        this.ordered = ordered;
    }

    /** How many batches are under way at the same time, where results go on in order. */
    void limit(int batches) {
        atOnce = batches;
    }

    /** Whether another batch could be started at once, where so many are waiting or under way. */
    boolean hasRoom(int batches) {
        return ordered ? batches < atOnce : workers == 0;
    }

    boolean mayStart(PendingBatch next) {
        return ordered ? next.isBegun() || begun < atOnce : workers == 0;
    }

    /** A worker gets the batch. */
    void start(PendingBatch next) {
        workers++;
        if (!next.isBegun()) {
            next.setBegun();
            begun++;
        }
    }

    /** The worker has done with it, or was none. */
    void stop() {
        workers--;
    }

    void beginAttempt(PendingBatch pending) {
        pending.setUnderWay(true);
        attempts++;
    }

    void endAttempt(PendingBatch pending) {
        if (pending.isUnderWay()) {
            pending.setUnderWay(false);
            attempts--;
        }
    }

    /** The batch has left the queue. */
    void left(PendingBatch pending) {
        begun -= pending.isBegun() ? 1 : 0;
    }

    /** Whether no attempt is under way. */
    boolean isStill() {
        return attempts == 0;
    }
}
