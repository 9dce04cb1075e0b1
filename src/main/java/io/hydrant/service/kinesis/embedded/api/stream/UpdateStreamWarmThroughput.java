package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Says what an on-demand stream is to be kept ready for; nothing else changes. */
final class UpdateStreamWarmThroughput extends KinesisOperation {
    UpdateStreamWarmThroughput(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        DataStream stream = stream(input, context);
        Optional<Integer> warm =
                Modes.warmThroughput(input, stream.description().settings().onDemand());
        stream.update("warm", now -> now.withSettings(settings -> settings.withMode(true, warm)));
        StreamDescription description = stream.description();
        return answer().with("StreamName", description.name())
                .with("StreamARN", description.arn().toString())
                .with("WarmThroughput", StreamShapes.warmThroughput(description.settings()));
    }
}
