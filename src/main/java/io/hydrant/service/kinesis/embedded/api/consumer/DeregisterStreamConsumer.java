package io.hydrant.service.kinesis.embedded.api.consumer;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** Forgets a consumer. */
final class DeregisterStreamConsumer extends ConsumerOperation {
    DeregisterStreamConsumer(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        Found found = found(input, context);
        found.stream().change(stream -> stream.withoutConsumer(found.consumer().name()));
        return input;
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
