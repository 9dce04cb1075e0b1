package io.hydrant.service.kinesis.embedded.api.label;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;

/** Forgets the resource policy of a stream. */
final class DeleteResourcePolicy extends KinesisAction {
    DeleteResourcePolicy(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        streamOf(input.requiredText("ResourceARN"), context).change(stream -> stream.withPolicy(Optional.empty()));
    }
}
