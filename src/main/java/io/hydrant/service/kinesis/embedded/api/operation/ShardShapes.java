package io.hydrant.service.kinesis.embedded.api.operation;

import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.stream.HashRange;
import io.hydrant.service.kinesis.embedded.stream.SequenceNumber;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** Shards in answers. */
public final class ShardShapes {
    private ShardShapes() {}

    /** As lists of shards show it. */
    public static Structure shard(StreamShard shard) {
        return KinesisOperation.structure("Shard")
                .with("ShardId", shard.id())
                .with("ParentShardId", shard.parent().map(StreamShard::id))
                .with("AdjacentParentShardId", shard.adjacentParent().map(StreamShard::id))
                .with("HashKeyRange", range(shard.range()))
                .with(
                        "SequenceNumberRange",
                        KinesisOperation.structure("SequenceNumberRange")
                                .with("StartingSequenceNumber", shard.first().toString())
                                .with("EndingSequenceNumber", shard.last().map(SequenceNumber::toString)));
    }

    /** As the end of its parent shows it. */
    public static Structure child(StreamShard shard) {
        return KinesisOperation.structure("ChildShard")
                .with("ShardId", shard.id())
                .with(
                        "ParentShards",
                        shard.parents().stream().map(StreamShard::id).toList())
                .with("HashKeyRange", range(shard.range()));
    }

    private static Structure range(HashRange range) {
        return KinesisOperation.structure("HashKeyRange")
                .with("StartingHashKey", range.start().toString())
                .with("EndingHashKey", range.end().toString());
    }
}
