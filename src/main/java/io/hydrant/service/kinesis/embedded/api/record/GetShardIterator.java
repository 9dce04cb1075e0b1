package io.hydrant.service.kinesis.embedded.api.record;

import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.ShardReads;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** Makes an iterator of a shard. */
final class GetShardIterator extends KinesisOperation {
    private final ShardReads reads;

    GetShardIterator(EmbeddedKinesis kinesis, ShardReads reads) {
        super(kinesis);
        this.reads = reads;
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        String shard = input.requiredText("ShardId");
        Name name = nameOf(input, context);
        checkForm(shard, name);
        Optional<DataStream> stream = kinesis.find(name.scope(), name.name());
        if (stream.isEmpty()) {
            throw missing(shard, name);
        }
        ShardReads.Start start = new ShardReads.Start(
                input.requiredText("ShardIteratorType"),
                input.text("StartingSequenceNumber"),
                input.instant("Timestamp"));
        return answer().with("ShardIterator", reads.iterator(stream.get(), shard, start));
    }

    /** Of a stream that is missing, Kinesis says that the shard is. */
    private static AwsException missing(String shard, Name stream) {
        String id = StreamShard.id(ShardReads.number(shard).orElseThrow());
        return new AwsException(AwsError.client(
                "ResourceNotFoundException",
                "Shard " + id + " in stream " + stream.name() + " under account "
                        + stream.scope().account() + " does not exist"));
    }
}
