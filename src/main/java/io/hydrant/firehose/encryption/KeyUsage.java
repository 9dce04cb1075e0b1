package io.hydrant.firehose.encryption;

import java.util.HashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.service.kms.KeyArn;

/**
 * How many delivery streams use a customer managed key: at most 500. A stream counts from an accepted Start or Create until
 * its last grant on the key is gone. Per key ARN; whether AWS counts so is a guess (facts Q17). Thread-safe.
 */
public final class KeyUsage {
    /** Streams per key. */
    public static final int LIMIT = 500;

    @GuardedBy("this")
    private final Map<KeyArn, Map<String, Integer>> uses = new HashMap<>();

    /** Counts one more use of {@code key} by a stream; false when 500 other streams use it. */
    public synchronized boolean reserve(KeyArn key, String streamArn) {
        Map<String, Integer> streams = uses.computeIfAbsent(key, k -> new HashMap<>());
        if (!streams.containsKey(streamArn) && streams.size() >= LIMIT) {
            return false;
        }
        streams.merge(streamArn, 1, Integer::sum);
        return true;
    }

    /** Takes one use back. */
    public synchronized void release(KeyArn key, String streamArn) {
        Map<String, Integer> streams = uses.get(key);
        if (streams == null) {
            return;
        }
        streams.computeIfPresent(streamArn, (s, n) -> n == 1 ? null : n - 1);
        if (streams.isEmpty()) {
            uses.remove(key);
        }
    }

    /** Forgets every use. */
    public synchronized void clear() {
        uses.clear();
    }

    /** How many streams use {@code key} now. */
    public synchronized int streamsOf(KeyArn key) {
        Map<String, Integer> streams = uses.get(key);
        return streams == null ? 0 : streams.size();
    }
}
