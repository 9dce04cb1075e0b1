package io.hydrant.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.destination.Purpose;
import io.hydrant.memory.Share;

/**
 * The newest attempts of all streams, in order; of older ones no more than how many records of each stream arrived by them.
 * Thread-safe.
 */
public final class DeliveryLedger {
    /** About what an attempt takes besides its texts. */
    private static final long EACH = 320;

    private final int bound;
    private final Share memory;

    @GuardedBy("this")
    private final ArrayDeque<DeliveryAttempt> deliveries = new ArrayDeque<>();

    @GuardedBy("this")
    private final Map<String, Forgotten> forgotten = new HashMap<>();

    @GuardedBy("this")
    private final Set<Waiter> waiters = new LinkedHashSet<>();

    @GuardedBy("this")
    private long sequence;

    /** What remains of the attempts of one stream that are no longer kept. */
    private record Forgotten(DeliveryAttempt first, long arrived) {}

    /**
     * @param bound how many attempts are kept
     */
    public DeliveryLedger(int bound) {
        this(bound, Share.unbounded("deliveries"));
    }

    /**
     * @param bound how many attempts are kept
     * @param memory what they may take together
     */
    public DeliveryLedger(int bound, Share memory) {
        this.bound = bound;
        this.memory = memory;
    }

    /** Notes an attempt. */
    public void add(DeliveryAttempt delivery) {
        List<Waiter> done;
        synchronized (this) {
            DeliveryAttempt numbered = delivery.numbered(++sequence);
            keep(numbered);
            done = served(numbered);
        }
        done.forEach(waiter -> waiter.arrived.complete(true));
    }

    @GuardedBy("this")
    private void keep(DeliveryAttempt delivery) {
        long cost = costOf(delivery);
        while (deliveries.size() >= bound || !memory.take(cost)) {
            if (deliveries.isEmpty()) {
                sumUp(delivery);
                return;
            }
            DeliveryAttempt oldest = deliveries.removeFirst();
            memory.give(costOf(oldest));
            sumUp(oldest);
        }
        deliveries.addLast(delivery);
    }

    private static long costOf(DeliveryAttempt delivery) {
        return EACH
                + delivery.location().length()
                + delivery.error().map(e -> (long) e.message().length()).orElse(0L);
    }

    @GuardedBy("this")
    private void sumUp(DeliveryAttempt old) {
        if (old.purpose() == Purpose.DESTINATION) {
            forgotten.merge(
                    old.origin().arn(),
                    new Forgotten(old, old.arrived()),
                    (sum, one) -> new Forgotten(sum.first(), sum.arrived() + one.arrived()));
        }
    }

    /** Takes away those who wait for nothing any more. */
    @GuardedBy("this")
    private List<Waiter> served(DeliveryAttempt delivery) {
        List<Waiter> done = new ArrayList<>();
        if (delivery.purpose() == Purpose.DESTINATION) {
            for (Waiter waiter : waiters) {
                if (waiter.filter.test(delivery)) {
                    waiter.missing -= delivery.arrived();
                    if (waiter.missing <= 0) {
                        done.add(waiter);
                    }
                }
            }
            done.forEach(waiters::remove);
        }
        return done;
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
     * Completes when {@code records} records have arrived at their destination by attempts that match: true, or false after
     * {@code atMost} of the wall's time. No thread waits. Cancelling it ends the wait.
     */
    public CompletableFuture<Boolean> arrival(Predicate<DeliveryAttempt> filter, long records, Duration atMost) {
        Waiter waiter;
        synchronized (this) {
            waiter = new Waiter(filter, records, records - arrived(filter));
            if (waiter.missing <= 0) {
                return CompletableFuture.completedFuture(true);
            }
            if (atMost.isZero()) {
                return CompletableFuture.completedFuture(false);
            }
            waiters.add(waiter);
        }
        CompletableFuture<?> unused = waiter.arrived.completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS);
        unused = waiter.arrived.whenComplete((done, failure) -> leave(waiter));
        return waiter.arrived;
    }

    private synchronized void leave(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** How many wait for records to arrive. */
    public synchronized int waiting() {
        return waiters.size();
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
        for (Iterator<DeliveryAttempt> each = deliveries.iterator(); each.hasNext(); ) {
            DeliveryAttempt delivery = each.next();
            if (filter.test(delivery)) {
                each.remove();
                memory.give(costOf(delivery));
            }
        }
        forgotten.values().removeIf(f -> filter.test(f.first()));
        waiters.forEach(waiter -> waiter.missing = waiter.records - arrived(waiter.filter));
    }

    /** A call that waits; guarded by the ledger. */
    private static final class Waiter {
        private final Predicate<DeliveryAttempt> filter;
        private final long records;
        private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        private long missing;

        Waiter(Predicate<DeliveryAttempt> filter, long records, long missing) {
            this.filter = filter;
            this.records = records;
            this.missing = missing;
        }
    }
}
