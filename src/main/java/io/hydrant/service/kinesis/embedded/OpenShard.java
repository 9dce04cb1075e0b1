package io.hydrant.service.kinesis.embedded;

import java.util.List;

import io.hydrant.service.kinesis.embedded.stream.HashKey;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** A shard that takes records, and where they go. */
record OpenShard(StreamShard shard, LiveShard live) {
    /** The one that takes {@code hash}, of shards in the order of their ranges. */
    static OpenShard of(List<OpenShard> open, HashKey hash) {
        int low = 0;
        int high = open.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (open.get(middle).shard.range().start().compareTo(hash) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return open.get(low);
    }
}
