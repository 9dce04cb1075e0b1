package io.hydrant.service.kinesis.embedded;

import java.util.Objects;

import io.hydrant.service.kinesis.embedded.stream.SequenceNumber;

/** What happened to a record that was put. */
public sealed interface PutOutcome {
    /** The id of the shard that it belongs to. */
    String shard();

    /** It is kept. */
    record Kept(String shard, SequenceNumber number) implements PutOutcome {
        public Kept {
            Objects.requireNonNull(shard, "shard");
            Objects.requireNonNull(number, "number");
        }
    }

    /** Its shard, or the memory, has no place for it now. */
    record Throttled(String shard) implements PutOutcome {
        public Throttled {
            Objects.requireNonNull(shard, "shard");
        }
    }
}
