package io.hydrant.service.kinesis.embedded.shard;

import java.util.Objects;
import java.util.Optional;

/**
 * A record of a shard.
 *
 * @param place counts the records of the shard
 * @param arrivalMillis since the epoch
 * @param data shared, not copied: nobody changes it
 * @param key the key that encrypted it, as the stream names it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StoredRecord(long place, long arrivalMillis, String partitionKey, byte[] data, Optional<String> key) {
    /** About what a record takes beside its bytes and its partition key. */
    private static final int OVERHEAD = 128;

    public StoredRecord {
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(key, "key");
    }

    /** What a record of that length takes in memory. */
    public static long costOf(int dataBytes, int keyLength) {
        return (long) dataBytes + keyLength + OVERHEAD;
    }

    /** What it takes in memory. */
    public long cost() {
        return costOf(data.length, partitionKey.length());
    }
}
