package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Keeps records shorter. The time that holds already is accepted, as on AWS. */
final class DecreaseStreamRetentionPeriod extends KinesisAction {
    DecreaseStreamRetentionPeriod(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        int hours = input.number("RetentionPeriodHours").orElseThrow();
        Retention.check(hours);
        if (hours > description.settings().retentionHours()) {
            throw KinesisErrors.invalid(Retention.requested(hours, description) + "longer" + Retention.than(description)
                    + "IncreaseRetentionPeriod API.");
        }
        stream.update("change retention of", now -> now.withSettings(settings -> settings.withRetention(hours)));
    }
}
