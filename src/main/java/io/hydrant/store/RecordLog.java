package io.hydrant.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Where buffered records outlive the process: chunks, one behind the other, and the batches that they are delivered in. Changes are
 * made in the order in which they are handed over, those handed over together in one commit. Thread-safe.
 */
public interface RecordLog {
    /**
     * Makes changes, or none of them.
     *
     * @return completes when they are on disk, with {@link StoreException} when they are not made. Those who are told run on one
     *     thread in the order of the changes, and may wait for locks, but not for the log
     */
    CompletableFuture<Void> tryCommit(List<LogChange> changes);

    /** Makes changes, and tries again with all that follow when it cannot. Does nothing any more once the log is closed. */
    void commit(List<LogChange> changes);

    /**
     * The bytes of a chunk that the log had when it was opened. Waits for the disk.
     *
     * @throws StoreException when they cannot be read
     */
    byte[] read(KeptChunk chunk);

    /** What the log had when it was opened; to be asked once, before any change. The chunks that nobody wants are to be forgotten. */
    Backlog recover();

    /** Forgets all of what it had. */
    default void drop(Backlog found) {
        List<LogChange> changes = new ArrayList<>();
        found.batches().forEach(each -> changes.add(new LogChange.Finish(each.number())));
        for (KeptRow each : found.rows()) {
            long[] places = each.chunks().stream().mapToLong(KeptChunk::place).toArray();
            for (int i = 0; i < each.copies(); i++) {
                changes.add(new LogChange.Forget(each.owner(), places));
            }
        }
        commit(changes);
    }

    /** A number for a new batch. */
    long nextBatch();

    /**
     * What a log had when it was opened.
     *
     * @param rows the chunks, those of one stream in their order, each in all queues that it came to wait in
     * @param batches those of which something remains
     * @param finished those of which nothing remains: their chunks have left the queue, unless a batch of the same id remains
     */
    record Backlog(List<KeptRow> rows, List<LoggedBatch> batches, List<LoggedBatch> finished) {
        /** All chunks, those of one stream in their order. */
        public List<KeptChunk> chunks() {
            return rows.stream().flatMap(row -> row.chunks().stream()).toList();
        }

        /** The same for each stream alone. */
        public Map<String, Backlog> byOwner() {
            Map<String, Backlog> owners = new HashMap<>();
            rows.forEach(each -> of(owners, each.owner()).rows.add(each));
            batches.forEach(each -> of(owners, each.owner()).batches.add(each));
            finished.forEach(each -> of(owners, each.owner()).finished.add(each));
            return owners;
        }

        private static Backlog of(Map<String, Backlog> owners, String owner) {
            return owners.computeIfAbsent(
                    owner, any -> new Backlog(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        }
    }
}
