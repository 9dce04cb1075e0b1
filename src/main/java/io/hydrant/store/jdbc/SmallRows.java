package io.hydrant.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest rows of few bytes, until there are enough of them to be joined. A start takes its time by the row, and the engine its space,
 * so single puts would cost much more than batches. Used by the store's thread.
 */
final class SmallRows {
    /** A row of as many bytes stays as it is. */
    private static final int LARGE = 64 << 10;

    private static final int ENOUGH_BYTES = 1 << 20;

    private static final int ENOUGH_CHUNKS = 4_096;

    /** Those on disk, one behind the other with no large row between, by the places of their first chunks. */
    private final NavigableMap<Long, SmallRow> kept = new TreeMap<>();

    private long bytes;
    private long chunks;

    /** Those of the transaction at hand that follow the last large row. */
    private final List<SmallRow> added = new ArrayList<>();

    /** Those that a large row of the transaction at hand follows. */
    private final List<List<SmallRow>> closed = new ArrayList<>();

    private boolean keptAreDone;

    /** Whether a transaction may have joined the rows that are kept here, and has not been forced. */
    private boolean unsure;

    /** A transaction begins, after one that was made or one that failed. */
    void begin(LogTables tables) throws SQLException {
        added.clear();
        closed.clear();
        keptAreDone = false;
        if (unsure && !kept.isEmpty()) {
            tables.deleteBetween(kept.firstKey(), kept.lastEntry().getValue().last());
            for (SmallRow each : kept.values()) {
                tables.insert(each.first(), GroupIndex.write(each.chunks()), each.content());
            }
        }
    }

    /** The transaction writes a row. */
    void add(SmallRow row) {
        if (row.content().length < LARGE) {
            added.add(row);
        } else {
            closed.add(run());
            added.clear();
            keptAreDone = true;
        }
    }

    private List<SmallRow> run() {
        List<SmallRow> run = new ArrayList<>(keptAreDone ? List.of() : kept.values());
        run.addAll(added);
        return run;
    }

    /**
     * The rows that the transaction may join: those of each list with each other.
     *
     * @param gone the first places of rows that it deletes
     * @param left how many queues chunks leave in it, by the first places of rows and by streams
     */
    List<List<SmallRow>> runs(Set<Long> gone, Map<Long, Map<String, Long>> left) {
        if ((keptAreDone ? 0 : bytes)
                                + added.stream()
                                        .mapToLong(each -> each.content().length)
                                        .sum()
                        >= ENOUGH_BYTES
                || (keptAreDone ? 0 : chunks)
                                + added.stream()
                                        .mapToLong(each -> each.chunks().size())
                                        .sum()
                        >= ENOUGH_CHUNKS) {
            closed.add(run());
            added.clear();
            keptAreDone = true;
        }
        return closed.stream()
                .map(run -> run.stream()
                        .filter(each -> !gone.contains(each.first()))
                        .map(each -> each.leaving(left.getOrDefault(each.first(), Map.of())))
                        .toList())
                .filter(run -> run.size() > 1)
                .toList();
    }

    /** The transaction joins rows that are kept here. */
    void joining() {
        unsure = true;
    }

    /** The transaction has been forced. */
    void made(Set<Long> gone, Map<Long, Map<String, Long>> left) {
        unsure = false;
        if (keptAreDone) {
            kept.clear();
            bytes = 0;
            chunks = 0;
        }
        added.forEach(this::keep);
        gone.forEach(this::drop);
        left.forEach((first, more) -> kept.computeIfPresent(first, (key, row) -> row.leaving(more)));
    }

    private void keep(SmallRow row) {
        kept.put(row.first(), row);
        bytes += row.content().length;
        chunks += row.chunks().size();
    }

    private void drop(Long first) {
        SmallRow row = kept.remove(first);
        if (row != null) {
            bytes -= row.content().length;
            chunks -= row.chunks().size();
        }
    }
}
