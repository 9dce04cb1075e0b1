package io.hydrant.service.kinesis.embedded.api.shard;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** The operations on shards. */
public final class ShardOperations {
    private ShardOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKinesis kinesis) {
        return List.of(
                new ListShards(kinesis),
                new SplitShard(kinesis),
                new MergeShards(kinesis),
                new UpdateShardCount(kinesis));
    }
}
