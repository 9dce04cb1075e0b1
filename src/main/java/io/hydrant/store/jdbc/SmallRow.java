package io.hydrant.store.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.store.LoggedChunk;

/**
 * A row that few puts have made, which is to be joined with those beside it. It keeps its bytes until then.
 *
 * @param first the place of its first chunk; the others follow
 * @param left how many queues its chunks have left, by their streams
 */
record SmallRow(long first, List<LoggedChunk> chunks, byte[] content, Map<String, Long> left) {
    SmallRow(long first, List<LoggedChunk> chunks, byte[] content) {
        this(first, chunks, content, Map.of());
    }

    long last() {
        return first + chunks.size() - 1;
    }

    /** The row when its chunks have left more queues. */
    SmallRow leaving(Map<String, Long> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, Long> all = new HashMap<>(left);
        more.forEach((owner, queues) -> all.merge(owner, queues, Long::sum));
        return new SmallRow(first, chunks, content, all);
    }

    /** In how many queues its chunks wait, by their streams. */
    Map<String, Long> waiting() {
        Map<String, Long> waiting = new HashMap<>();
        for (LoggedChunk each : chunks) {
            waiting.merge(each.owner(), (long) each.copies(), Long::sum);
        }
        left.forEach((owner, queues) -> waiting.merge(owner, -queues, Long::sum));
        return waiting;
    }
}
