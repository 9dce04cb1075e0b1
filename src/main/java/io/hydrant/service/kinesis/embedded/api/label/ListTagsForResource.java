package io.hydrant.service.kinesis.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;

/** Lists the tags of a stream or a consumer. */
final class ListTagsForResource extends KinesisOperation {
    ListTagsForResource(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        String arn = input.requiredText("ResourceARN");
        return answer().with(
                        "Tags",
                        Tags.shown(Tagged.of(streamOf(arn, context), arn).tags()));
    }
}
