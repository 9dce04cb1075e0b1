package io.hydrant.store.jdbc;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.hydrant.store.LoggedChunk;

/** A row in the making that takes the place of many small ones: chunks of one stream, in one queue, under one key. */
final class JoinedRow {
    private final LoggedChunk like;
    private final List<LoggedChunk> chunks = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private long waiting;

    private JoinedRow(LoggedChunk like) {
        this.like = like;
    }

    /**
     * The rows that have all of {@code run} for which something waits. Those of one stream do not overlap, so they keep the order of
     * its chunks. Empty when that is not worth it, or when nobody knows which chunks of a stream have left that get to two rows.
     */
    static List<JoinedRow> of(List<SmallRow> run) {
        Map<String, JoinedRow> open = new HashMap<>();
        Set<JoinedRow> all = new LinkedHashSet<>();
        for (SmallRow row : run) {
            Map<String, Long> waiting = row.waiting();
            Map<String, JoinedRow> used = new HashMap<>();
            Set<String> split = new HashSet<>();
            int offset = 0;
            for (int i = 0; i < row.chunks().size(); i++) {
                LoggedChunk chunk = row.chunks().get(i);
                String owner = chunk.owner();
                if (waiting.getOrDefault(owner, 0L) > 0) {
                    JoinedRow next = open.compute(
                            owner, (name, last) -> last == null || !last.fits(chunk) ? new JoinedRow(chunk) : last);
                    all.add(next);
                    next.add(row.first() + i, chunk, row.content(), offset);
                    JoinedRow before = used.put(owner, next);
                    if (before != null && before != next) {
                        split.add(owner);
                    }
                }
                offset += chunk.length();
            }
            for (Map.Entry<String, JoinedRow> each : used.entrySet()) {
                long left = row.left().getOrDefault(each.getKey(), 0L);
                if (left > 0 && split.contains(each.getKey())) {
                    return List.of();
                }
                each.getValue().waiting -= left;
            }
        }
        return all.size() * 2 > run.size() ? List.of() : List.copyOf(all);
    }

    private boolean fits(LoggedChunk chunk) {
        return like.queue().equals(chunk.queue())
                && like.copied() == chunk.copied()
                && like.key().equals(chunk.key());
    }

    private void add(long place, LoggedChunk chunk, byte[] from, int offset) {
        chunks.add(chunk);
        places.add(place);
        content.write(from, offset, chunk.length());
        waiting += chunk.copies();
    }

    String owner() {
        return like.owner();
    }

    List<LoggedChunk> chunks() {
        return chunks;
    }

    long place(int chunk) {
        return places.get(chunk);
    }

    long first() {
        return places.get(0);
    }

    long last() {
        return places.get(places.size() - 1);
    }

    /** In how many queues its chunks wait, all together. */
    long waiting() {
        return waiting;
    }

    byte[] content() {
        return content.toByteArray();
    }
}
