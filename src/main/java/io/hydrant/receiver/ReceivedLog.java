package io.hydrant.receiver;

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
import io.hydrant.memory.Share;

/**
 * The newest requests that receivers have taken, in order; of older ones no more than how many records each stream sent.
 * Thread-safe.
 */
public final class ReceivedLog {
    private final Share memory;

    @GuardedBy("this")
    private final ArrayDeque<Received> kept = new ArrayDeque<>();

    @GuardedBy("this")
    private final Map<String, Forgotten> forgotten = new HashMap<>();

    @GuardedBy("this")
    private final Set<Waiter> waiters = new LinkedHashSet<>();

    @GuardedBy("this")
    private long sequence;

    /** What remains of the requests of one stream that are no longer kept. */
    private record Forgotten(Received first, long records) {}

    /** @param memory what the requests may take together */
    public ReceivedLog(Share memory) {
        this.memory = memory;
    }

    /** Keeps a request; the oldest go for it. */
    void add(Received received) {
        List<Waiter> done = new ArrayList<>();
        synchronized (this) {
            Received numbered = received.kept(++sequence, memory.limit());
            keep(numbered);
            for (Waiter waiter : waiters) {
                waiter.missing -= waiter.filter.test(numbered) ? numbered.count() : 0;
                if (waiter.missing <= 0) {
                    done.add(waiter);
                }
            }
            done.forEach(waiters::remove);
        }
        done.forEach(waiter -> waiter.arrived.complete(true));
    }

    @GuardedBy("this")
    private void keep(Received received) {
        while (!memory.take(received.bytes())) {
            if (kept.isEmpty()) {
                sumUp(received);
                return;
            }
            Received oldest = kept.removeFirst();
            memory.give(oldest.bytes());
            sumUp(oldest);
        }
        kept.addLast(received);
    }

    @GuardedBy("this")
    private void sumUp(Received old) {
        Received first = old.kept(old.sequence(), 0);
        forgotten.merge(
                old.origin().arn(),
                new Forgotten(first, old.count()),
                (sum, one) -> new Forgotten(sum.first(), sum.records() + one.records()));
    }

    /** The kept requests that match, oldest first. */
    public synchronized List<Received> matching(Predicate<Received> filter) {
        return kept.stream().filter(filter).toList();
    }

    /**
     * How many records came with requests that match. Requests that are no longer kept count if the stream's first of them
     * matches.
     */
    public synchronized long records(Predicate<Received> filter) {
        long gone = forgotten.values().stream()
                .filter(f -> filter.test(f.first()))
                .mapToLong(Forgotten::records)
                .sum();
        return gone + kept.stream().filter(filter).mapToLong(Received::count).sum();
    }

    /**
     * Completes when {@code records} records have come with requests that match: true, or false after {@code atMost} of the
     * wall's time. No thread waits. Cancelling it ends the wait.
     */
    public CompletableFuture<Boolean> arrival(Predicate<Received> filter, long records, Duration atMost) {
        Waiter waiter;
        synchronized (this) {
            waiter = new Waiter(filter, records, records - records(filter));
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

    /** Forgets what came from the streams whose ARNs match; the numbering goes on. */
    public synchronized void forget(Predicate<String> streams) {
        for (Iterator<Received> each = kept.iterator(); each.hasNext(); ) {
            Received received = each.next();
            if (streams.test(received.origin().arn())) {
                each.remove();
                memory.give(received.bytes());
            }
        }
        forgotten.keySet().removeIf(streams);
        waiters.forEach(waiter -> waiter.missing = waiter.records - records(waiter.filter));
    }

    /** A call that waits; guarded by the log. */
    private static final class Waiter {
        private final Predicate<Received> filter;
        private final long records;
        private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        private long missing;

        Waiter(Predicate<Received> filter, long records, long missing) {
            this.filter = filter;
            this.records = records;
            this.missing = missing;
        }
    }
}
