package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Describes a stream without its shards. */
final class DescribeStreamSummary extends KinesisOperation {
    DescribeStreamSummary(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        StreamDescription stream = stream(input, context).description();
        return answer().with(
                        "StreamDescriptionSummary",
                        StreamShapes.described("StreamDescriptionSummary", stream)
                                .with("OpenShardCount", stream.shards().openCount())
                                .with("ConsumerCount", stream.consumers().size())
                                .with("MaxRecordSizeInKiB", stream.settings().maxRecordKib())
                                .with("WarmThroughput", StreamShapes.warmThroughput(stream.settings())));
    }
}
