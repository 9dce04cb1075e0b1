package io.hydrant.service.kinesis.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;

/** Takes tags from a stream. */
final class RemoveTagsFromStream extends KinesisAction {
    RemoveTagsFromStream(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        Tagged tagged = Tagged.of(stream(input, context), "");
        tagged.change(tags -> Tags.removed(tags, input.texts("TagKeys"), tagged.name()));
    }
}
