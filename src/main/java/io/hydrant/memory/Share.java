package io.hydrant.memory;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** A bounded part of the heap. What takes bytes of it gives them back. Thread-safe. */
public final class Share {
    private final String name;
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param name what is kept in it, one word
     * @param limit bytes, 1 or more
     */
    public Share(String name, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A share of " + limit + " bytes holds nothing");
        }
        this.name = Objects.requireNonNull(name, "name");
        this.limit = limit;
    }

    /** A share without a bound, for what is kept elsewhere. */
    public static Share unbounded(String name) {
        return new Share(name, Long.MAX_VALUE / 2);
    }

    /** Takes {@code bytes} if they fit; answers whether they did. */
    public boolean take(long bytes) {
        for (long seen = used.get(); bytes <= limit - seen; seen = used.get()) {
            if (used.compareAndSet(seen, seen + bytes)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #take}; more than the whole share fits while nothing else is taken. */
    public boolean takeOrAlone(long bytes) {
        return take(bytes) || used.compareAndSet(0, bytes);
    }

    /** Takes {@code bytes} beyond the bound, for what is given back elsewhere at once. */
    public void takeAnyway(long bytes) {
        used.addAndGet(bytes);
    }

    /** Says that {@code bytes} are taken, for what is measured from time to time; answers whether they are within the bound. */
    public boolean measure(long bytes) {
        used.set(bytes);
        return bytes <= limit;
    }

    /** Gives {@code bytes} back. */
    public void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** What is kept in it, one word. */
    public String name() {
        return name;
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
