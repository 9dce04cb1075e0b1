package io.hydrant.service.kinesis;

import java.time.Instant;
import java.util.Objects;

/**
 * A record of a Kinesis stream.
 *
 * @param number its text is the sequence number. Few readers ask for it, and to make it takes a while
 * @param data shared, not copied: nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record KinesisRecord(Object number, String partitionKey, Instant arrival, byte[] data) {
    public KinesisRecord {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(arrival, "arrival");
        Objects.requireNonNull(data, "data");
    }

    /** The sequence number: decimal digits. */
    public String sequenceNumber() {
        return number.toString();
    }
}
