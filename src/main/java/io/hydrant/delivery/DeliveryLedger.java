package io.hydrant.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.hydrant.destination.Purpose;
import io.hydrant.time.WallTime;

/**
 * The newest attempts of all streams, in order; of older ones no more than how many records of each stream arrived by them.
 * Thread-safe.
 */
public final class DeliveryLedger {
    private final int bound;
    private final ArrayDeque<DeliveryAttempt> deliveries = new ArrayDeque<>();
    private final Map<String, Forgotten> forgotten = new HashMap<>();
    private long sequence;

    /** What remains of the attempts of one stream that are no longer kept. */
    private record Forgotten(DeliveryAttempt first, long arrived) {}

    /**
     * @param bound how many attempts are kept
     */
    public DeliveryLedger(int bound) {
        this.bound = bound;
    }

    /** Notes an attempt. */
    public synchronized void add(DeliveryAttempt delivery) {
        deliveries.addLast(delivery.numbered(++sequence));
        if (deliveries.size() > bound) {
            sumUp(deliveries.removeFirst());
        }
        notifyAll();
    }

    private void sumUp(DeliveryAttempt old) {
        if (old.purpose() == Purpose.DESTINATION) {
            forgotten.merge(
                    old.origin().arn(),
                    new Forgotten(old, old.arrived()),
                    (sum, one) -> new Forgotten(sum.first(), sum.arrived() + one.arrived()));
        }
    }

    /** The number of the newest attempt; 0 before the first. */
    public synchronized long newest() {
        return sequence;
    }

    /** The kept attempts that match, oldest first. */
    public synchronized List<DeliveryAttempt> matching(Predicate<DeliveryAttempt> filter) {
        return deliveries.stream().filter(filter).toList();
    }

    /**
     * Waits until {@code records} records have arrived at their destination by attempts that match, for {@code atMost} of the
     * wall's time.
     *
     * @return whether they have
     */
    public synchronized boolean await(Predicate<DeliveryAttempt> filter, long records, Duration atMost)
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

    /**
     * How many records have arrived at their destination by attempts that match. Attempts that are no longer kept count if the
     * stream's first of them matches, and so if all do: a filter that begins between them counts those that are kept.
     */
    public synchronized long arrived(Predicate<DeliveryAttempt> filter) {
        long kept = deliveries.stream()
                .filter(d -> d.purpose() == Purpose.DESTINATION)
                .filter(filter)
                .mapToLong(DeliveryAttempt::arrived)
                .sum();
        long gone = forgotten.values().stream()
                .filter(f -> filter.test(f.first()))
                .mapToLong(Forgotten::arrived)
                .sum();
        return kept + gone;
    }

    /** Forgets the attempts that match; the numbering goes on. */
    public synchronized void forget(Predicate<DeliveryAttempt> filter) {
        deliveries.removeIf(filter);
        forgotten.values().removeIf(f -> filter.test(f.first()));
    }
}
