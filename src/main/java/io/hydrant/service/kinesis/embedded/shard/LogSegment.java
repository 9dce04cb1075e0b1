package io.hydrant.service.kinesis.embedded.shard;

import java.util.Arrays;
import java.util.Optional;

/**
 * Records of a shard that came one after the other, under one key. Their partition keys and data lie in one array: there is no object
 * for each, and no collection moves them. Guarded by its log.
 */
final class LogSegment {
    private static final int SMALLEST = 1 << 10;

    /** Above the size from which {@code scripts/hydrant} allocates arrays in the old generation. */
    private static final int LARGEST = 1 << 22;

    /** The place of its first record. */
    private final long first;

    private final Optional<String> key;
    private final byte[] bytes;

    /** Where the partition key and the data of each record end. */
    private int[] ends = new int[16];

    private long[] arrivals = new long[8];
    private int count;

    /** How many of the first records are forgotten. */
    private int forgotten;

    private LogSegment(long first, Optional<String> key, byte[] bytes) {
        this.first = first;
        this.key = key;
        this.bytes = bytes;
    }

    /** The first segment, or the first one under a key. */
    static LogSegment of(long first, Optional<String> key, int needed) {
        return new LogSegment(first, key, new byte[Math.max(SMALLEST, needed)]);
    }

    /** The next segment, larger than this one. */
    LogSegment following(int needed) {
        int size = Math.min(Math.max(2 * bytes.length, SMALLEST), LARGEST);
        return new LogSegment(end(), key, new byte[Math.max(size, needed)]);
    }

    boolean isUnder(Optional<String> other) {
        return key.equals(other);
    }

    boolean fits(int length) {
        return bytes.length - start(count) >= length;
    }

    void add(long arrival, byte[] partitionKey, byte[] data) {
        int at = start(count);
        System.arraycopy(partitionKey, 0, bytes, at, partitionKey.length);
        System.arraycopy(data, 0, bytes, at + partitionKey.length, data.length);
        add(arrival, partitionKey.length, data.length);
    }

    void add(StoredRecord record) {
        System.arraycopy(record.bytes(), record.start(), bytes, start(count), record.end() - record.start());
        add(record.arrivalMillis(), record.offset() - record.start(), record.length());
    }

    private void add(long arrival, int keyLength, int length) {
        if (count == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * count);
            ends = Arrays.copyOf(ends, 4 * count);
        }
        int keyEnd = start(count) + keyLength;
        ends[2 * count] = keyEnd;
        ends[2 * count + 1] = keyEnd + length;
        arrivals[count] = arrival;
        count++;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[2 * index - 1];
    }

    /** The place of its oldest record. */
    long begin() {
        return first + forgotten;
    }

    /** The place behind its newest record. */
    long end() {
        return first + count;
    }

    /** How long the partition key and the data of the record at {@code place} are together. */
    int length(long place) {
        int index = (int) (place - first);
        return ends[2 * index + 1] - start(index);
    }

    StoredRecord record(long place) {
        int index = (int) (place - first);
        return new StoredRecord(
                place, arrivals[index], key, bytes, start(index), ends[2 * index], ends[2 * index + 1]);
    }

    Optional<String> key() {
        return key;
    }

    long oldest() {
        return arrivals[forgotten];
    }

    long newest() {
        return arrivals[count - 1];
    }

    /** The place of its first record that came at {@code millis} or later, of which there is one. */
    long placeAt(long millis) {
        int low = forgotten;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (arrivals[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return first + low;
    }

    /** Forgets the records that came up to {@code millis}; answers what they took in memory. */
    long forgetThrough(long millis) {
        int before = forgotten;
        forgotten = millis < newest() ? (int) (placeAt(millis + 1) - first) : count;
        return StoredRecord.costOf(forgotten - before, start(forgotten) - start(before));
    }

    boolean isForgotten() {
        return forgotten == count;
    }
}
