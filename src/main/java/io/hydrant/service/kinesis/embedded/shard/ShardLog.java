package io.hydrant.service.kinesis.embedded.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** The records of a shard in the order in which they came; the oldest go first. Places begin with 1. Thread-safe. */
public final class ShardLog {
    private static final int MOST_DEAD = 1024;

    @GuardedBy("this")
    private final List<StoredRecord> records = new ArrayList<>();

    /** How many of the first elements are forgotten; they are taken out many at a time. */
    @GuardedBy("this")
    private int dead;

    @GuardedBy("this")
    private long next = 1;

    @GuardedBy("this")
    private boolean closed;

    /**
     * What a read has brought.
     *
     * @param next the place behind it
     * @param behindMillis how long ago the last record came, if more records follow; 0 at the end
     * @param atEnd whether the shard is closed and nothing follows
     */
    public record Read(List<StoredRecord> records, long next, long behindMillis, boolean atEnd) {
        public Read {
            records = List.copyOf(records);
        }
    }

    /** Adds a record, which comes no earlier than the last one; null when the shard is closed. */
    public synchronized @Nullable StoredRecord append(
            long now, String partitionKey, byte[] data, Optional<String> key) {
        if (closed) {
            return null;
        }
        long last = records.isEmpty() ? now : records.get(records.size() - 1).arrivalMillis();
        StoredRecord record = new StoredRecord(next, Math.max(now, last), partitionKey, data, key);
        records.add(record);
        next++;
        return record;
    }

    /** Adds records that have their places already, the first of them the next one of an empty or of this log. */
    public synchronized void appendAll(List<StoredRecord> placed) {
        records.addAll(placed);
        next = records.isEmpty() ? next : records.get(records.size() - 1).place() + 1;
    }

    /** The records from {@code place} on: {@code limit} at most, and {@code maxBytes} unless the first alone is longer. */
    public synchronized Read read(long place, int limit, long maxBytes, long now) {
        int from = index(place);
        int to = from;
        long bytes = 0;
        while (to < records.size() && to - from < limit) {
            StoredRecord record = records.get(to);
            bytes += record.data().length + record.partitionKey().length();
            if (bytes > maxBytes && to > from) {
                break;
            }
            to++;
        }
        List<StoredRecord> read = records.subList(from, to);
        boolean more = to < records.size();
        long behind =
                more ? Math.max(0, now - records.get(Math.max(from, to - 1)).arrivalMillis()) : 0;
        return new Read(read, more ? records.get(to).place() : next, behind, closed && !more);
    }

    /** The place of the next record. */
    public synchronized long end() {
        return next;
    }

    /** The place of the first record that came at {@code millis} or later; the end when there is none. */
    public synchronized long placeAt(long millis) {
        int low = dead;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).arrivalMillis() < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < records.size() ? records.get(low).place() : next;
    }

    /** When the oldest record came; empty when there is none. */
    public synchronized OptionalLong oldest() {
        return dead < records.size() ? OptionalLong.of(records.get(dead).arrivalMillis()) : OptionalLong.empty();
    }

    /** Takes no more records. */
    public synchronized void close() {
        closed = true;
    }

    /** Forgets the records that came before {@code millis}; answers what they took in memory. */
    public synchronized long forgetBefore(long millis) {
        long freed = 0;
        while (dead < records.size() && records.get(dead).arrivalMillis() <= millis) {
            freed += records.get(dead).cost();
            dead++;
        }
        if (dead > MOST_DEAD || dead == records.size()) {
            records.subList(0, dead).clear();
            dead = 0;
        }
        return freed;
    }

    @GuardedBy("this")
    private int index(long place) {
        long first = next - (records.size() - dead);
        return (int) Math.min(records.size(), dead + Math.max(0, place - first));
    }
}
