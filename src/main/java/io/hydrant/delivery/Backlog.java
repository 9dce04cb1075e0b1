package io.hydrant.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The batches of one queue: those that may be tried now, in order, and those that wait for their next attempt. Guarded by the
 * stream's lock.
 */
final class Backlog {
    private final ArrayDeque<PendingBatch> ready = new ArrayDeque<>(1);

    /** Takes no memory while it is empty, as in most streams. */
    private Set<PendingBatch> all = Set.of();

    private long records;
    private long bytes;

    /** Takes a batch in, to be tried behind the others. */
    void add(PendingBatch pending) {
        enter(pending);
        ready.add(pending);
    }

    /** Takes a batch in, to be tried before the others. */
    void addFirst(PendingBatch pending) {
        enter(pending);
        ready.addFirst(pending);
    }

    /** Takes a batch in, to be tried later. */
    void addWaiting(PendingBatch pending) {
        enter(pending);
    }

    private void enter(PendingBatch pending) {
        pending.memory().setBacklog(this);
        count(pending.memory().records(), pending.memory().bytes());
        if (all.isEmpty()) {
            all = new LinkedHashSet<>();
        }
        all.add(pending);
    }

    /** The batch is tried again, behind the others. */
    void addReady(PendingBatch pending) {
        ready.add(pending);
    }

    /** The batch is tried again, before the others. */
    void addReadyFirst(PendingBatch pending) {
        ready.addFirst(pending);
    }

    /** The next batch to be tried, which stays; null if there is none. */
    @Nullable
    PendingBatch peekReady() {
        return ready.peek();
    }

    /** The next batch to be tried; null if there is none. */
    @Nullable
    PendingBatch pollReady() {
        return ready.poll();
    }

    /** Takes a batch out, which still counts against the budget; whether it was in. */
    boolean remove(PendingBatch pending) {
        if (!all.contains(pending)) {
            return false;
        }
        all.remove(pending);
        pending.memory().setBacklog(null);
        count(-pending.memory().records(), -pending.memory().bytes());
        return true;
    }

    /** More, or less, of the budget is taken for the batches that wait here. */
    void count(long moreRecords, long moreBytes) {
        records += moreRecords;
        bytes += moreBytes;
    }

    /** The batch that came first; null if there is none. */
    @Nullable
    PendingBatch oldest() {
        return all.isEmpty() ? null : all.iterator().next();
    }

    /** How many batches. */
    int size() {
        return all.size();
    }

    /** Every batch, oldest first as far as retries allow; a copy. */
    List<PendingBatch> all() {
        return List.copyOf(all);
    }

    /** No batch is tried any more. */
    void clearReady() {
        ready.clear();
    }

    /**
     * Tries again now what waits for its next attempt; each future completes when nothing more can be done for its batch now.
     *
     * @param first before what was not tried yet
     */
    List<CompletableFuture<Void>> retryAll(boolean first) {
        List<CompletableFuture<Void>> watchers = new ArrayList<>();
        List<PendingBatch> again = new ArrayList<>();
        for (PendingBatch pending : all) {
            if (pending.retry().isPlanned()) {
                pending.retry().cancel();
                again.add(pending);
            }
            CompletableFuture<Void> watcher = new CompletableFuture<>();
            pending.watch(watcher);
            watchers.add(watcher);
        }
        if (first) {
            again.addAll(ready);
            ready.clear();
        }
        ready.addAll(again);
        return watchers;
    }

    /** Records that count against the budget, also those that have arrived and wait for the others of their batch. */
    long records() {
        return records;
    }

    /** Their bytes. */
    long bytes() {
        return bytes;
    }
}
