package io.hydrant.service.kinesis.embedded.api.shard;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Gives a stream another count of shards of one size. */
final class UpdateShardCount extends KinesisOperation {
    UpdateShardCount(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        ProvisionedOnly.check(name(), description);
        int current = description.shards().openCount();
        int target = input.number("TargetShardCount").orElseThrow();
        check(current, target);
        kinesis.checkShards(description.scope(), target - current);
        stream.update("reshard", now -> now.withShards(now.shards().uniform(target, kinesis.now())));
        return answer().with("StreamName", description.name())
                .with("StreamARN", description.arn().toString())
                .with("CurrentShardCount", current)
                .with("TargetShardCount", target);
    }

    /** The bounds are those of the API page; the texts are those that users report. */
    private static void check(int current, int target) {
        String counts = " your current open shard count. Current open shard count: " + current + " Target shard count: "
                + target;
        if (target > 2 * current) {
            throw KinesisErrors.invalid("UpdateShardCount cannot scale up over double" + counts);
        }
        if (2 * target < current) {
            throw KinesisErrors.invalid("UpdateShardCount cannot scale down below half" + counts);
        }
    }
}
