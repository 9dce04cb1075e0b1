package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;

/** Encrypts the records that come from now on. */
final class StartStreamEncryption extends KinesisAction {
    StartStreamEncryption(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** The text about the type is a guess. */
    @Override
    protected void run(Structure input, CallContext context) {
        DataStream stream = stream(input, context);
        if (!input.requiredText("EncryptionType").equals("KMS")) {
            throw KinesisErrors.invalid("EncryptionType must be KMS.");
        }
        String key = input.requiredText("KeyId");
        stream.checkKey(context.caller(), key);
        stream.update("encrypt", now -> now.withSettings(settings -> settings.withKey(Optional.of(key))));
    }
}
