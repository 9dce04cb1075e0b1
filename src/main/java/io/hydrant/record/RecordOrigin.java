package io.hydrant.record;

import java.time.Instant;
import java.util.Objects;

/** Where a record was read. */
public sealed interface RecordOrigin {
    /**
     * A shard of a Kinesis stream.
     *
     * @param subsequenceNumber its place in the record of a producer library that held it; 0 for a record of its own
     * @param arrival when it came into the Kinesis stream
     */
    record Kinesis(String shardId, String partitionKey, String sequenceNumber, long subsequenceNumber, Instant arrival)
            implements RecordOrigin {
        public Kinesis {
            Objects.requireNonNull(shardId, "shardId");
            Objects.requireNonNull(partitionKey, "partitionKey");
            Objects.requireNonNull(sequenceNumber, "sequenceNumber");
            Objects.requireNonNull(arrival, "arrival");
        }
    }

    /**
     * A partition of a topic.
     *
     * @param timestamp the record's own
     */
    record Kafka(int partition, long offset, Instant timestamp) implements RecordOrigin {
        public Kafka {
            Objects.requireNonNull(timestamp, "timestamp");
        }
    }
}
