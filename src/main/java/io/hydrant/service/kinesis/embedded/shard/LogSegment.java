package io.hydrant.service.kinesis.embedded.shard;

import java.util.Arrays;
import java.util.Optional;

/**
 * Records of a shard that came one after the other, under one key. Their data lies in one array, each behind its length: there is no
 * object for each, no collection moves them, and a reader of many copies none. Guarded by its log.
 */
final class LogSegment {
    private static final int SMALLEST = 1 << 10;

    /** Above the size from which {@code scripts/hydrant} allocates arrays in the old generation. */
    private static final int LARGEST = 1 << 22;

    private static final int FRAME = 4;

    /** The place of its first record. */
    private final long first;

    private final Optional<String> key;
    private final byte[] frames;
    private byte[] partitionKeys = new byte[256];

    /** Where the partition key and the data of each record end. */
    private int[] ends = new int[32];

    private long[] arrivals = new long[16];
    private int count;

    /** How many of the first records are forgotten. */
    private int forgotten;

    private LogSegment(long first, Optional<String> key, int size) {
        this.first = first;
        this.key = key;
        this.frames = new byte[size];
    }

    /** The first segment, or the first one under a key, with space for a record of that length. */
    static LogSegment of(long first, Optional<String> key, int length) {
        return new LogSegment(first, key, Math.max(SMALLEST, FRAME + length));
    }

    /** The next segment, larger than this one. */
    LogSegment following(int length) {
        int size = Math.min(Math.max(2 * frames.length, SMALLEST), LARGEST);
        return new LogSegment(end(), key, Math.max(size, FRAME + length));
    }

    boolean isUnder(Optional<String> other) {
        return key.equals(other);
    }

    boolean fits(int length) {
        return frames.length - dataEnd(count) >= FRAME + length && keyEnd(count) < LARGEST;
    }

    /** Takes a record in, for which there is space. */
    void add(long arrival, byte[] partitionKey, byte[] data) {
        if (count == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * count);
            ends = Arrays.copyOf(ends, 4 * count);
        }
        int keyStart = keyEnd(count);
        int keyEnd = keyStart + partitionKey.length;
        if (keyEnd > partitionKeys.length) {
            partitionKeys = Arrays.copyOf(partitionKeys, Math.max(keyEnd, 2 * partitionKeys.length));
        }
        System.arraycopy(partitionKey, 0, partitionKeys, keyStart, partitionKey.length);
        int at = dataEnd(count);
        frames[at] = (byte) (data.length >>> 24);
        frames[at + 1] = (byte) (data.length >>> 16);
        frames[at + 2] = (byte) (data.length >>> 8);
        frames[at + 3] = (byte) data.length;
        System.arraycopy(data, 0, frames, at + FRAME, data.length);
        ends[2 * count] = keyEnd;
        ends[2 * count + 1] = at + FRAME + data.length;
        arrivals[count] = arrival;
        count++;
    }

    /** Where the partition keys of the first {@code records} end. */
    private int keyEnd(int records) {
        return records == 0 ? 0 : ends[2 * records - 2];
    }

    /** Where the data of the first {@code records} ends. */
    private int dataEnd(int records) {
        return records == 0 ? 0 : ends[2 * records - 1];
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
        return (int) bytes(index, index + 1);
    }

    private long bytes(int from, int to) {
        return keyEnd(to) - keyEnd(from) + dataEnd(to) - dataEnd(from) - (long) FRAME * (to - from);
    }

    StoredRecord record(long place) {
        int index = (int) (place - first);
        return new StoredRecord(
                place,
                arrivals[index],
                key,
                partitionKeys,
                keyEnd(index),
                keyEnd(index + 1),
                frames,
                dataEnd(index) + FRAME,
                dataEnd(index + 1));
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
        return StoredRecord.costOf(forgotten - before, bytes(before, forgotten));
    }

    /** Whether more than half of it is forgotten: another one takes what comes, so that a large array does not stay for a few records. */
    boolean isMostlyForgotten() {
        return 2 * forgotten > count;
    }

    boolean isForgotten() {
        return forgotten == count;
    }
}
