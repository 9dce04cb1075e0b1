package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;

/** Changes how long a record may be. */
final class UpdateMaxRecordSize extends KinesisAction {
    UpdateMaxRecordSize(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** The text is a guess. */
    @Override
    protected void run(Structure input, CallContext context) {
        int kib = input.number("MaxRecordSizeInKiB").orElseThrow();
        String arn = input.text("StreamARN").orElseThrow(() -> KinesisErrors.invalid("StreamARN should be provided."));
        streamOf(arn, context)
                .update("change record size of", now -> now.withSettings(settings -> settings.withMaxRecord(kib)));
    }
}
