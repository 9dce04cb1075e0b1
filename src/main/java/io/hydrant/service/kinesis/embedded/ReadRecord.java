package io.hydrant.service.kinesis.embedded;

import java.time.Instant;

import io.hydrant.service.kinesis.KinesisRecord;
import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** A record as it lies in its shard. */
record ReadRecord(StreamShard shard, StoredRecord stored) implements KinesisRecord {
    @Override
    public String sequenceNumber() {
        return shard.number(stored.place(), stored.arrivalMillis()).toString();
    }

    @Override
    public String partitionKey() {
        return stored.partitionKey();
    }

    @Override
    public Instant arrival() {
        return Instant.ofEpochMilli(stored.arrivalMillis());
    }

    @Override
    public byte[] array() {
        return stored.frames();
    }

    @Override
    public int offset() {
        return stored.offset();
    }

    @Override
    public int length() {
        return stored.length();
    }

    @Override
    public boolean isFramed() {
        return true;
    }
}
