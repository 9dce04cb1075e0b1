package io.hydrant.service.kinesis.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;

/** Takes tags from a stream or a consumer. */
final class UntagResource extends KinesisAction {
    UntagResource(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        String arn = input.requiredText("ResourceARN");
        Tagged tagged = Tagged.of(streamOf(arn, context), arn);
        tagged.change(tags -> Tags.removed(tags, input.texts("TagKeys"), tagged.name()));
    }
}
