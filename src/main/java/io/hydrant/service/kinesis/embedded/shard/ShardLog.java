package io.hydrant.service.kinesis.embedded.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** The records of a shard in the order in which they came; the oldest go first. Places begin with 1. Thread-safe. */
public final class ShardLog {
    @GuardedBy("this")
    private final ArrayDeque<LogSegment> segments = new ArrayDeque<>(1);

    @GuardedBy("this")
    private long next = 1;

    @GuardedBy("this")
    private long newest = Long.MIN_VALUE;

    @GuardedBy("this")
    private boolean closed;

    /** Where a record has come to, and when: no earlier than the one before it. */
    public record Place(long number, long arrivalMillis) {}

    /**
     * What a read has brought.
     *
     * @param keys that encrypted them, each once
     * @param next the place behind it
     * @param behindMillis how long ago the last record came, if more records follow; 0 at the end
     * @param atEnd whether the shard is closed and nothing follows
     */
    public record Read(List<StoredRecord> records, Set<String> keys, long next, long behindMillis, boolean atEnd) {
        public Read {
            records = List.copyOf(records);
            keys = Set.copyOf(keys);
        }
    }

    /** Adds a record and answers its place; null when the shard is closed. */
    public synchronized @Nullable Place append(long now, byte[] partitionKey, byte[] data, Optional<String> key) {
        if (closed) {
            return null;
        }
        newest = Math.max(now, newest);
        segment(data.length, key).add(newest, partitionKey, data);
        return new Place(next++, newest);
    }

    /** Adds records that have their places already, the first of them the next one of an empty or of this log. */
    public synchronized void appendAll(List<StoredRecord> placed) {
        for (StoredRecord record : placed) {
            next = segments.isEmpty() ? record.place() : next;
            newest = Math.max(newest, record.arrivalMillis());
            segment(record.length(), record.key())
                    .add(record.arrivalMillis(), record.partitionKeyBytes(), record.data());
            next++;
        }
    }

    @GuardedBy("this")
    private LogSegment segment(int length, Optional<String> key) {
        LogSegment last = segments.peekLast();
        if (last == null || !last.isUnder(key) || last.isMostlyForgotten()) {
            last = LogSegment.of(next, key, length);
            segments.add(last);
        } else if (!last.fits(length)) {
            last = last.following(length);
            segments.add(last);
        }
        return last;
    }

    /** The records from {@code place} on: {@code limit} at most, and {@code maxBytes} unless the first alone is longer. */
    public synchronized Read read(long place, int limit, long maxBytes, long now) {
        List<StoredRecord> records = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        long bytes = 0;
        for (LogSegment segment : segments) {
            long at = Math.max(place, segment.begin());
            while (at < segment.end() && records.size() < limit && bytes <= maxBytes) {
                bytes += segment.length(at);
                if (bytes <= maxBytes || records.isEmpty()) {
                    records.add(segment.record(at));
                    segment.key().ifPresent(keys::add);
                }
                at++;
            }
        }
        if (records.isEmpty()) {
            return new Read(records, keys, next, 0, closed);
        }
        StoredRecord last = records.get(records.size() - 1);
        long end = last.place() + 1;
        long behind = end < next ? Math.max(0, now - last.arrivalMillis()) : 0;
        return new Read(records, keys, end, behind, closed && end == next);
    }

    /** The place of the next record. */
    public synchronized long end() {
        return next;
    }

    /** The place of the first record that came at {@code millis} or later; the end when there is none. */
    public synchronized long placeAt(long millis) {
        for (LogSegment segment : segments) {
            if (segment.newest() >= millis) {
                return segment.placeAt(millis);
            }
        }
        return next;
    }

    /** When the oldest record came; empty when there is none. */
    public synchronized OptionalLong oldest() {
        LogSegment first = segments.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.oldest());
    }

    /** Takes no more records. */
    public synchronized void close() {
        closed = true;
    }

    /** Forgets the records that came up to {@code millis}; answers what they took in memory. */
    public synchronized long forgetBefore(long millis) {
        long freed = 0;
        for (LogSegment first = segments.peek(); first != null && first.oldest() <= millis; first = segments.peek()) {
            freed += first.forgetThrough(millis);
            if (!first.isForgotten()) {
                break;
            }
            segments.remove();
        }
        return freed;
    }
}
