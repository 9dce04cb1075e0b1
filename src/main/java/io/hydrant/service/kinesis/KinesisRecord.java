package io.hydrant.service.kinesis;

import java.time.Instant;
import java.util.Arrays;

/** A record of a Kinesis stream. Texts are made when they are asked for, which few readers do. */
public interface KinesisRecord {
    /** The sequence number: decimal digits. */
    String sequenceNumber();

    /** What chose its shard. */
    String partitionKey();

    /** When it came. */
    Instant arrival();

    /** Holds its data from {@link #offset} on; shared, not copied: nobody changes it. */
    byte[] array();

    /** Where its data begins. */
    int offset();

    /** How many bytes its data has. */
    int length();

    /** Whether its length stands in the four bytes before its data, the highest first. */
    boolean isFramed();

    /** A copy of its data. */
    default byte[] data() {
        return Arrays.copyOfRange(array(), offset(), offset() + length());
    }
}
