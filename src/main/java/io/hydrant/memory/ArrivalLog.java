package io.hydrant.memory;

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
import org.jspecify.annotations.Nullable;

/**
 * The newest entries about the records of all owners, in order; of older ones no more than how many records of each owner arrived.
 * Who waits for records is told when they arrive. Thread-safe.
 */
public final class ArrivalLog<T> {
    private final int bound;
    private final Share memory;
    private final Traits<T> traits;

    @GuardedBy("this")
    private final ArrayDeque<T> kept = new ArrayDeque<>();

    @GuardedBy("this")
    private final Map<String, Sum<T>> forgotten = new HashMap<>();

    @GuardedBy("this")
    private final Set<Waiter<T>> waiters = new LinkedHashSet<>();

    @GuardedBy("this")
    private @Nullable Keeper<T> keeper;

    @GuardedBy("this")
    private long sequence;

    /** What the log has to know of an entry. */
    public interface Traits<T> {
        /** The entry with its number. */
        T numbered(T entry, long number);

        /** Whose records it is about. */
        String owner(T entry);

        /** Whether it is about records that arrive. */
        boolean counts(T entry);

        /** How many records arrived by it. */
        long records(T entry);

        /** About how many bytes it takes while it is kept. */
        long bytes(T entry);

        /** What remains of it when it is no longer kept, for filters. */
        default T remains(T entry) {
            return entry;
        }
    }

    /** Keeps entries for a later process. Called under the log's lock. */
    public interface Keeper<T> {
        /** An entry has come, with its number. */
        void added(T entry);

        /** Entries that match are forgotten. */
        void forgotten(Predicate<T> which);
    }

    /**
     * What remains of the entries of one owner that are no longer kept.
     *
     * @param first of them
     * @param records that arrived by them
     */
    public record Sum<T>(T first, long records) {}

    /**
     * @param bound how many entries are kept
     * @param memory what they may take together
     */
    public ArrivalLog(int bound, Share memory, Traits<T> traits) {
        this.bound = bound;
        this.memory = memory;
        this.traits = traits;
    }

    /**
     * Takes what an earlier process has kept. To be called before the first entry.
     *
     * @param newest the number of its newest entry
     * @param entries oldest first
     * @param sums what remains of older ones, by their owners
     * @param keeper keeps what comes
     */
    public synchronized void restore(long newest, List<T> entries, Map<String, Sum<T>> sums, Keeper<T> keeper) {
        forgotten.putAll(sums);
        for (T entry : entries) {
            keep(entry);
        }
        sequence = newest;
        this.keeper = keeper;
    }

    /** Keeps an entry; the oldest go for it. */
    public void add(T entry) {
        List<Waiter<T>> done = new ArrayList<>();
        synchronized (this) {
            T numbered = traits.numbered(entry, ++sequence);
            keep(numbered);
            if (keeper != null) {
                keeper.added(numbered);
            }
            if (traits.counts(numbered)) {
                for (Waiter<T> waiter : waiters) {
                    waiter.missing -= waiter.filter.test(numbered) ? traits.records(numbered) : 0;
                    if (waiter.missing <= 0) {
                        done.add(waiter);
                    }
                }
            }
            done.forEach(waiters::remove);
        }
        done.forEach(waiter -> waiter.arrived.complete(true));
    }

    @GuardedBy("this")
    private void keep(T entry) {
        long bytes = traits.bytes(entry);
        while (kept.size() >= bound || !memory.take(bytes)) {
            if (kept.isEmpty()) {
                sumUp(entry);
                return;
            }
            T oldest = kept.removeFirst();
            memory.give(traits.bytes(oldest));
            sumUp(oldest);
        }
        kept.addLast(entry);
    }

    @GuardedBy("this")
    private void sumUp(T old) {
        if (traits.counts(old)) {
            forgotten.merge(
                    traits.owner(old),
                    new Sum<>(traits.remains(old), traits.records(old)),
                    (sum, one) -> new Sum<>(sum.first(), sum.records() + one.records()));
        }
    }

    /** The number of the newest entry; 0 before the first. */
    public synchronized long newest() {
        return sequence;
    }

    /** The kept entries that match, oldest first. */
    public synchronized List<T> matching(Predicate<T> filter) {
        return kept.stream().filter(filter).toList();
    }

    /**
     * Completes when {@code records} records have arrived by entries that match: true, or false after {@code atMost} of the wall's
     * time. No thread waits. Cancelling it ends the wait.
     */
    public CompletableFuture<Boolean> arrival(Predicate<T> filter, long records, Duration atMost) {
        Waiter<T> waiter;
        synchronized (this) {
            waiter = new Waiter<>(filter, records, records - records(filter));
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

    private synchronized void leave(Waiter<T> waiter) {
        waiters.remove(waiter);
    }

    /** How many wait for records to arrive. */
    public synchronized int waiting() {
        return waiters.size();
    }

    /**
     * How many records have arrived by entries that match. Entries that are no longer kept count if the owner's first of them
     * matches, and so if all do: a filter that begins between them counts those that are kept.
     */
    public synchronized long records(Predicate<T> filter) {
        long now = kept.stream()
                .filter(traits::counts)
                .filter(filter)
                .mapToLong(traits::records)
                .sum();
        long gone = forgotten.values().stream()
                .filter(f -> filter.test(f.first()))
                .mapToLong(Sum::records)
                .sum();
        return now + gone;
    }

    /** Forgets the entries that match; the numbering goes on. */
    public synchronized void forget(Predicate<T> filter) {
        for (Iterator<T> each = kept.iterator(); each.hasNext(); ) {
            T entry = each.next();
            if (filter.test(entry)) {
                each.remove();
                memory.give(traits.bytes(entry));
            }
        }
        forgotten.values().removeIf(f -> filter.test(f.first()));
        if (keeper != null) {
            keeper.forgotten(filter);
        }
        waiters.forEach(waiter -> waiter.missing = waiter.records - records(waiter.filter));
    }

    /** A call that waits; guarded by the log. */
    private static final class Waiter<T> {
        private final Predicate<T> filter;
        private final long records;
        private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        private long missing;

        Waiter(Predicate<T> filter, long records, long missing) {
            this.filter = filter;
            this.records = records;
            this.missing = missing;
        }
    }
}
