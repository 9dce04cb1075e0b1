package io.hydrant.service.kinesis.embedded.api.shard;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.ShardReads;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** Merges two neighbours; the first one has to be the lower one. */
final class MergeShards extends KinesisAction {
    MergeShards(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        checkForm(input.requiredText("ShardToMerge"), nameOf(input, context));
        checkForm(input.requiredText("AdjacentShardToMerge"), nameOf(input, context));
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        ProvisionedOnly.check(name(), description);
        StreamShard one = ShardReads.shard(description, input.requiredText("ShardToMerge"), false);
        StreamShard other = ShardReads.shard(description, input.requiredText("AdjacentShardToMerge"), false);
        ProvisionedOnly.checkOpen(one, description);
        ProvisionedOnly.checkOpen(other, description);
        if (!isBefore(one, other)) {
            throw KinesisErrors.invalid("Shards " + one.id() + " and " + other.id() + " in stream "
                    + description.name() + " under account "
                    + description.scope().account() + " are not an adjacent pair of shards eligible for merging");
        }
        stream.update(
                "merge",
                now -> now.withShards(now.shards()
                        .merge(ProvisionedOnly.open(now, one), ProvisionedOnly.open(now, other), kinesis.now())));
    }

    private static boolean isBefore(StreamShard left, StreamShard right) {
        return !left.range().end().equals(HashKey.LAST)
                && left.range().end().next().equals(right.range().start());
    }
}
