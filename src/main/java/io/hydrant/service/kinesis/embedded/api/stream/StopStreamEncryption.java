package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;

/** Encrypts no more records; those that are encrypted stay so. Which key and type are given does not matter. */
final class StopStreamEncryption extends KinesisAction {
    StopStreamEncryption(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        stream(input, context)
                .update("stop encrypting", now -> now.withSettings(settings -> settings.withKey(Optional.empty())));
    }
}
