package io.hydrant.service.kinesis.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;

/** Adds tags to a stream. */
final class AddTagsToStream extends KinesisAction {
    AddTagsToStream(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        Tagged tagged = Tagged.of(stream(input, context), "");
        tagged.change(tags -> Tags.added(tags, input.map("Tags"), tagged.name()));
    }
}
