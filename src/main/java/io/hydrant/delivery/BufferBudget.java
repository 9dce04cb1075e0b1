package io.hydrant.delivery;

import java.util.concurrent.atomic.AtomicLong;

/** The bound on all buffered record bytes together. Thread-safe. */
public final class BufferBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param limit bytes of records, 1 or more
     */
    public BufferBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A buffer of " + limit + " bytes holds nothing");
        }
        this.limit = limit;
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
