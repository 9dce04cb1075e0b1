package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;

/** Changes the capacity mode of a stream; its shards stay. */
final class UpdateStreamMode extends KinesisAction {
    UpdateStreamMode(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        boolean onDemand = Modes.isOnDemand(input);
        Optional<Integer> warm = Modes.warmThroughput(input, onDemand);
        streamOf(input.requiredText("StreamARN"), context)
                .update("change mode of", now -> now.withSettings(settings -> settings.withMode(onDemand, warm)));
    }
}
