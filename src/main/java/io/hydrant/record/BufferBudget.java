package io.hydrant.record;

import java.util.concurrent.atomic.AtomicLong;

/** The bound on all buffered records together: on their bytes, and a little more for each. Thread-safe. */
public final class BufferBudget {
    /** About what a small put takes beside its bytes; so records without bytes are bounded too. */
    private static final int EACH_RECORD = 32;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param limit bytes, 1 or more
     */
    public BufferBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A buffer of " + limit + " bytes holds nothing");
        }
        this.limit = limit;
    }

    /** What records of so many bytes together take: their bytes, and 32 for each of them. */
    public static long costOf(long records, long bytes) {
        return bytes + EACH_RECORD * records;
    }

    /** Takes {@code bytes} if they fit. */
    public boolean take(long bytes) {
        for (long seen = used.get(); seen + bytes <= limit; seen = used.get()) {
            if (used.compareAndSet(seen, seen + bytes)) {
                return true;
            }
        }
        return false;
    }

    /** Gives {@code bytes} back. */
    public void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes taken now. */
    public long used() {
        return used.get();
    }

    /** The bound, in bytes. */
    public long limit() {
        return limit;
    }
}
