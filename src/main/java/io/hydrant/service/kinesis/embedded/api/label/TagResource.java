package io.hydrant.service.kinesis.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;

/** Adds tags to a stream or a consumer. */
final class TagResource extends KinesisAction {
    TagResource(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        String arn = input.requiredText("ResourceARN");
        Tagged tagged = Tagged.of(streamOf(arn, context), arn);
        tagged.change(tags -> Tags.added(tags, input.map("Tags"), tagged.name()));
    }
}
