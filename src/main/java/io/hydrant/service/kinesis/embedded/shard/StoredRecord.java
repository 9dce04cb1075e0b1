package io.hydrant.service.kinesis.embedded.shard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A record of a shard.
 *
 * @param place counts the records of the shard
 * @param arrivalMillis since the epoch
 * @param key the key that encrypted it, as the stream names it
 * @param bytes has its partition key in UTF-8 from {@code start} on, and its data from {@code offset} to {@code end}; shared, not
 *     copied: nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StoredRecord(
        long place, long arrivalMillis, Optional<String> key, byte[] bytes, int start, int offset, int end) {
    /** About what a record takes beside its bytes and its partition key. */
    private static final int OVERHEAD = 32;

    public StoredRecord {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(bytes, "bytes");
    }

    /** A record that is in no log yet. */
    public static StoredRecord of(
            long place, long arrivalMillis, byte[] partitionKey, byte[] data, Optional<String> key) {
        byte[] bytes = Arrays.copyOf(partitionKey, partitionKey.length + data.length);
        System.arraycopy(data, 0, bytes, partitionKey.length, data.length);
        return new StoredRecord(place, arrivalMillis, key, bytes, 0, partitionKey.length, bytes.length);
    }

    /** What records take in memory whose partition keys and data have so many bytes together. */
    public static long costOf(long records, long bytes) {
        return bytes + OVERHEAD * records;
    }

    /** What it takes in memory. */
    public long cost() {
        return costOf(1, end - start);
    }

    public String partitionKey() {
        return new String(bytes, start, offset - start, StandardCharsets.UTF_8);
    }

    /** How many bytes its data has. */
    public int length() {
        return end - offset;
    }

    /** A copy of its data. */
    public byte[] data() {
        return Arrays.copyOfRange(bytes, offset, end);
    }
}
