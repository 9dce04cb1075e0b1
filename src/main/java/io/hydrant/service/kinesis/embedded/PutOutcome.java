package io.hydrant.service.kinesis.embedded;

import java.util.Objects;

import io.hydrant.service.kinesis.embedded.stream.SequenceNumber;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** What happened to a record that was put. */
public sealed interface PutOutcome {
    /** The shard that it belongs to. */
    StreamShard shard();

    /** It is kept. */
    record Kept(StreamShard shard, SequenceNumber number) implements PutOutcome {
        public Kept {
            Objects.requireNonNull(shard, "shard");
            Objects.requireNonNull(number, "number");
        }
    }

    /** Its shard, or the memory, has no place for it now. */
    record Throttled(StreamShard shard) implements PutOutcome {
        public Throttled {
            Objects.requireNonNull(shard, "shard");
        }
    }
}
