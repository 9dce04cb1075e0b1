package io.hydrant.service.kinesis.embedded;

import io.hydrant.service.kinesis.embedded.shard.Rate;
import io.hydrant.service.kinesis.embedded.shard.ShardLog;

/** A shard at work: its records, and how fast they come and go. */
record LiveShard(ShardLog log, Rate writes, Rate reads) {
    LiveShard() {
        this(new ShardLog(), Rate.ofWrites(), Rate.ofReads());
    }
}
