package io.hydrant.store.jdbc;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a log, by the places of their chunks. A row as it was written first has all places between two, whatever streams they are
 * of. A joined row has those of one stream.
 */
final class LoggedRows {
    /** Stands for the stream of a row that may have chunks of several. */
    static final String MIXED = "";

    private final Map<String, NavigableMap<Long, Row>> rows = new HashMap<>();
    private final NavigableSet<Long> firsts = new TreeSet<>();

    /**
     * Names a row.
     *
     * @param first the place of its first chunk
     */
    record Key(String owner, long first) {}

    /**
     * A row.
     *
     * @param last the place of its last chunk
     * @param waiting how many queues its chunks have not left, all together
     */
    record Row(long last, long waiting) {}

    void put(Key key, Row row) {
        rows.computeIfAbsent(key.owner(), any -> new TreeMap<>()).put(key.first(), row);
        firsts.add(key.first());
    }

    void putAll(LoggedRows others) {
        others.rows.forEach((owner, each) -> each.forEach((first, row) -> put(new Key(owner, first), row)));
    }

    /** Whether it was there. */
    boolean remove(Key key) {
        NavigableMap<Long, Row> ofOwner = rows.get(key.owner());
        if (ofOwner == null || ofOwner.remove(key.first()) == null) {
            return false;
        }
        firsts.remove(key.first());
        if (ofOwner.isEmpty() && !key.owner().equals(MIXED)) {
            rows.remove(key.owner());
        }
        return true;
    }

    /** Chunks of a row have left as many queues, if it is there. */
    void leave(Key key, long queues) {
        NavigableMap<Long, Row> ofOwner = rows.get(key.owner());
        if (ofOwner != null) {
            ofOwner.computeIfPresent(key.first(), (first, row) -> new Row(row.last(), row.waiting() - queues));
        }
    }

    @Nullable
    Row get(Key key) {
        NavigableMap<Long, Row> ofOwner = rows.get(key.owner());
        return ofOwner == null ? null : ofOwner.get(key.first());
    }

    /** The row that has the chunk of a stream at a place; null if there is none. */
    @Nullable
    Key find(String owner, long place) {
        Key mixed = among(MIXED, place);
        return mixed != null ? mixed : among(owner, place);
    }

    private @Nullable Key among(String owner, long place) {
        NavigableMap<Long, Row> ofOwner = rows.get(owner);
        Map.Entry<Long, Row> before = ofOwner == null ? null : ofOwner.floorEntry(place);
        return before != null && place <= before.getValue().last() ? new Key(owner, before.getKey()) : null;
    }

    /** The lowest place of a row but for some; {@link Long#MAX_VALUE} if there is none. */
    long oldestBut(Set<Long> gone) {
        for (Long first : firsts) {
            if (!gone.contains(first)) {
                return first;
            }
        }
        return Long.MAX_VALUE;
    }
}
