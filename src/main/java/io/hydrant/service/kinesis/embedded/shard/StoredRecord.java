package io.hydrant.service.kinesis.embedded.shard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A record of a shard. Its arrays are shared, not copied: nobody changes it.
 *
 * @param place counts the records of the shard
 * @param arrivalMillis since the epoch
 * @param key the key that encrypted it, as the stream names it
 * @param partitionKeys has its partition key in UTF-8, from {@code keyStart} to {@code keyEnd}
 * @param frames has its data from {@code offset} to {@code end}; its length stands before it if it lies in a log
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StoredRecord(
        long place,
        long arrivalMillis,
        Optional<String> key,
        byte[] partitionKeys,
        int keyStart,
        int keyEnd,
        byte[] frames,
        int offset,
        int end) {
    /** About what a record takes beside its data and its partition key. */
    private static final int OVERHEAD = 32;

    public StoredRecord {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(partitionKeys, "partitionKeys");
        Objects.requireNonNull(frames, "frames");
    }

    /** A record that is in no log yet. */
    public StoredRecord(long place, long arrivalMillis, byte[] partitionKey, byte[] data, Optional<String> key) {
        this(place, arrivalMillis, key, partitionKey, 0, partitionKey.length, data, 0, data.length);
    }

    /** What records take in memory whose partition keys and data have so many bytes together. */
    public static long costOf(long records, long bytes) {
        return bytes + OVERHEAD * records;
    }

    /** What it takes in memory. */
    public long cost() {
        return costOf(1, keyEnd - keyStart + length());
    }

    /** What chose its shard. */
    public String partitionKey() {
        return new String(partitionKeys, keyStart, keyEnd - keyStart, StandardCharsets.UTF_8);
    }

    byte[] partitionKeyBytes() {
        return Arrays.copyOfRange(partitionKeys, keyStart, keyEnd);
    }

    /** How many bytes its data has. */
    public int length() {
        return end - offset;
    }

    /** A copy of its data. */
    public byte[] data() {
        return Arrays.copyOfRange(frames, offset, end);
    }
}
