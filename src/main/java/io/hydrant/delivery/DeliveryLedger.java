package io.hydrant.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

import io.hydrant.time.WallTime;

/** The newest attempts of all streams, in order; the oldest are forgotten beyond a bound. Thread-safe. */
public final class DeliveryLedger {
    private final int bound;
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private long sequence;

    /**
     * @param bound how many attempts are kept
     */
    public DeliveryLedger(int bound) {
        this.bound = bound;
    }

    /** Notes an attempt. */
    public synchronized void add(Delivery delivery) {
        deliveries.addLast(delivery.numbered(++sequence));
        if (deliveries.size() > bound) {
            deliveries.removeFirst();
        }
        notifyAll();
    }

    /** The number of the newest attempt; 0 before the first. */
    public synchronized long newest() {
        return sequence;
    }

    /** The kept attempts that match, oldest first. */
    public synchronized List<Delivery> matching(Predicate<Delivery> filter) {
        return deliveries.stream().filter(filter).toList();
    }

    /**
     * Waits until {@code records} records have arrived at their destination by attempts that match, for {@code atMost} of the
     * wall's time.
     *
     * @return whether they have
     */
    public synchronized boolean await(Predicate<Delivery> filter, long records, Duration atMost)
            throws InterruptedException {
        long end = WallTime.nanoTime() + atMost.toNanos();
        while (arrived(filter) < records) {
            long left = (end - WallTime.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private long arrived(Predicate<Delivery> filter) {
        return deliveries.stream()
                .filter(d -> d.purpose() == Delivery.Purpose.DESTINATION)
                .filter(filter)
                .mapToLong(Delivery::arrived)
                .sum();
    }

    /** Forgets the attempts that match; the numbering goes on. */
    public synchronized void forget(Predicate<Delivery> filter) {
        deliveries.removeIf(filter);
    }
}
