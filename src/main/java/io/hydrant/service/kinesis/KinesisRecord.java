package io.hydrant.service.kinesis;

import java.time.Instant;
import java.util.Objects;

/**
 * A record of a Kinesis stream.
 *
 * @param data shared, not copied: nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record KinesisRecord(String sequenceNumber, String partitionKey, Instant arrival, byte[] data) {
    public KinesisRecord {
        Objects.requireNonNull(sequenceNumber, "sequenceNumber");
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(arrival, "arrival");
        Objects.requireNonNull(data, "data");
    }
}
