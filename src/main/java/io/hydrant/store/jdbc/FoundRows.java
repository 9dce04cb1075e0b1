package io.hydrant.store.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.store.KeptChunk;
import io.hydrant.store.KeptRow;
import io.hydrant.store.LoggedChunk;

/** The rows of chunks that a start finds. */
final class FoundRows {
    private final LogPart part;
    private final GroupReader reader = new GroupReader();
    private final List<KeptRow> rows = new ArrayList<>();

    /** The place behind the last chunk of a row that is not joined. */
    private long next = 1;

    /** The place behind the last chunk of a stream that lies in a joined row. */
    private final Map<String, Long> nextJoined = new HashMap<>();

    /** @param part is told the rows */
    FoundRows(LogPart part) {
        this.part = part;
    }

    /** Takes the next row. Chunks that were there before come from a transaction that seemed to have failed, and was made twice. */
    void take(LogReader.GroupRow row) {
        if (row.chunks().length > 0 && row.chunks()[0] == JoinedIndex.FORMAT) {
            takeJoined(JoinedIndex.read(row.first(), row.chunks()));
        } else {
            take(row.first(), reader.read(row.chunks()));
        }
    }

    private void take(long first, List<LoggedChunk> inside) {
        long waiting = 0;
        int offset = 0;
        for (int i = 0; i < inside.size(); i++) {
            LoggedChunk chunk = inside.get(i);
            if (first + i >= next) {
                rows.add(KeptRow.of(new KeptChunk(first + i, chunk, first, offset)));
                waiting += chunk.copies();
            }
            offset += chunk.length();
        }
        long last = first + inside.size() - 1;
        next = Math.max(next, last + 1);
        part.found(LoggedRows.MIXED, first, last, waiting);
    }

    private void takeJoined(KeptRow row) {
        long known = nextJoined.getOrDefault(row.owner(), 0L);
        long waiting = (long) row.size() * row.copies();
        if (row.first() >= Math.max(known, next)) {
            rows.add(row);
        } else {
            List<KeptChunk> fresh = row.chunks().stream()
                    .filter(each -> each.place() >= Math.max(known, next))
                    .toList();
            fresh.forEach(each -> rows.add(KeptRow.of(each)));
            waiting = (long) fresh.size() * row.copies();
        }
        nextJoined.put(row.owner(), Math.max(known, row.last() + 1));
        part.found(row.owner(), row.first(), row.last(), waiting);
    }

    List<KeptRow> rows() {
        return rows;
    }
}
