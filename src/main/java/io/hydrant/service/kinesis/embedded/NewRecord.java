package io.hydrant.service.kinesis.embedded;

import java.util.Objects;
import java.util.Optional;

import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.HashKey;

/**
 * A record to be put.
 *
 * @param explicitHash where it goes instead of where its partition key says
 * @param data kept as it is: nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record NewRecord(String partitionKey, Optional<HashKey> explicitHash, byte[] data) {
    public NewRecord {
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(explicitHash, "explicitHash");
        Objects.requireNonNull(data, "data");
    }

    /** What it takes in memory. */
    long cost() {
        return StoredRecord.costOf(data.length, partitionKey.length());
    }

    HashKey hash() {
        return explicitHash.orElseGet(() -> HashKey.of(partitionKey));
    }
}
