package io.hydrant.service.kinesis.embedded.api.shard;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.ShardReads;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import io.hydrant.service.kinesis.embedded.stream.HashRange;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** Splits a shard in two. */
final class SplitShard extends KinesisAction {
    SplitShard(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        checkForm(input.requiredText("ShardToSplit"), nameOf(input, context));
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        ProvisionedOnly.check(name(), description);
        StreamShard shard = ShardReads.shard(description, input.requiredText("ShardToSplit"), false);
        kinesis.checkShards(description.scope(), 1);
        ProvisionedOnly.checkOpen(shard, description);
        HashKey start = start(input.requiredText("NewStartingHashKey"), shard, description);
        stream.update(
                "split",
                now -> now.withShards(now.shards().split(ProvisionedOnly.open(now, shard), start, kinesis.now())));
    }

    private static HashKey start(String given, StreamShard shard, StreamDescription stream) {
        HashRange range = shard.range();
        return HashKey.parse(given)
                .filter(key -> key.compareTo(range.start().next()) > 0 && key.compareTo(range.end()) < 0)
                .orElseThrow(() -> KinesisErrors.invalid("NewStartingHashKey " + given
                        + " used in SplitShard() on shard " + shard.id() + " in stream " + stream.name()
                        + " under account " + stream.scope().account()
                        + " is not both greater than one plus the shard's StartingHashKey " + range.start()
                        + " and less than the shard's EndingHashKey " + range.end() + "."));
    }
}
