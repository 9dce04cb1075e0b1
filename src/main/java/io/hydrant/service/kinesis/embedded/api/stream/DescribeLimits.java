package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;

/** Answers how many shards and on-demand streams an account has and may have. */
final class DescribeLimits extends KinesisOperation {
    DescribeLimits(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        return answer().with("ShardLimit", EmbeddedKinesis.SHARD_LIMIT)
                .with("OpenShardCount", kinesis.openShards(context.scope()))
                .with("OnDemandStreamCount", kinesis.onDemandCount(context.scope()))
                .with("OnDemandStreamCountLimit", EmbeddedKinesis.ON_DEMAND_LIMIT);
    }
}
