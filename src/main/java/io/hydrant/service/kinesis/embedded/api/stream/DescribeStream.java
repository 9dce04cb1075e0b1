package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.List;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.ShardReads;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.api.operation.ShardShapes;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;
import io.hydrant.service.kinesis.embedded.stream.StreamStatus;

/** Describes a stream with its shards. */
final class DescribeStream extends KinesisOperation {
    /** By the API page: more are never answered at once. */
    private static final int MOST = 100;

    DescribeStream(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        StreamDescription stream = stream(input, context).description();
        int after = input.text("ExclusiveStartShardId")
                .map(id -> ShardReads.number(id).orElseThrow(() -> KinesisErrors.shardNotFound(id, stream)))
                .orElse(-1);
        List<StreamShard> shards = stream.status() == StreamStatus.CREATING
                ? List.of()
                : stream.shards().shards().stream()
                        .filter(shard -> shard.number() > after)
                        .toList();
        int size = Math.min(shards.size(), Math.min(MOST, input.number("Limit").orElse(MOST)));
        return answer().with(
                        "StreamDescription",
                        StreamShapes.described("StreamDescription", stream)
                                .with(
                                        "Shards",
                                        shards.subList(0, size).stream()
                                                .map(ShardShapes::shard)
                                                .toList())
                                .with("HasMoreShards", size < shards.size()));
    }
}
