package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamStatus;

/** Deletes a stream with its records. */
final class DeleteStream extends KinesisAction {
    DeleteStream(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** The text about consumers is a guess. A stream that is being deleted may be deleted once more. */
    @Override
    protected void run(Structure input, CallContext context) {
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        if (!description.consumers().isEmpty() && !input.isTrue("EnforceConsumerDeletion")) {
            throw KinesisErrors.inUse("Stream " + description.name() + " under account "
                    + description.scope().account() + " has registered consumers. Deregister them first, or set"
                    + " EnforceConsumerDeletion.");
        }
        if (description.status() != StreamStatus.DELETING) {
            kinesis.delete(stream);
        }
    }
}
