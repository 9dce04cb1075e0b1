package io.hydrant.service.kinesis.remote;

import java.time.Instant;

import io.hydrant.service.kinesis.KinesisRecord;

/** A record that another Kinesis has answered. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record RemoteRecord(String sequenceNumber, String partitionKey, Instant arrival, byte[] array)
        implements KinesisRecord {
    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return array.length;
    }

    @Override
    public boolean isFramed() {
        return false;
    }
}
