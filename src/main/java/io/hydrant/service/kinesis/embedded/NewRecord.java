package io.hydrant.service.kinesis.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.HashKey;

/**
 * A record to be put.
 *
 * @param partitionKey in UTF-8
 * @param explicitHash where it goes instead of where its partition key says
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record NewRecord(byte[] partitionKey, Optional<HashKey> explicitHash, byte[] data) {
    public NewRecord {
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(explicitHash, "explicitHash");
        Objects.requireNonNull(data, "data");
    }

    public NewRecord(String partitionKey, Optional<HashKey> explicitHash, byte[] data) {
        this(partitionKey.getBytes(StandardCharsets.UTF_8), explicitHash, data);
    }

    /** What it takes in memory. */
    long cost() {
        return StoredRecord.costOf(1, data.length + partitionKey.length);
    }

    HashKey hash() {
        return explicitHash.orElseGet(() -> HashKey.of(partitionKey));
    }
}
