package io.hydrant.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that have begun and are not answered. Thread-safe. */
final class InFlight {
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean finishing;

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0 && finishing) {
            idle.countDown();
        }
    }

    int count() {
        return count.get();
    }

    /** Whether the server stops. */
    boolean isFinishing() {
        return finishing;
    }

    void finish() {
        finishing = true;
    }

    /** Waits until every request is answered, and answers whether that came true. */
    boolean await(long time, TimeUnit unit) {
        try {
            return count.get() == 0 || idle.await(time, unit) || count.get() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
