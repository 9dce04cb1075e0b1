package io.hydrant.service.kinesis.embedded.api.label;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** The operations on tags and resource policies. */
public final class LabelOperations {
    private LabelOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKinesis kinesis) {
        return List.of(
                new AddTagsToStream(kinesis),
                new RemoveTagsFromStream(kinesis),
                new ListTagsForStream(kinesis),
                new TagResource(kinesis),
                new UntagResource(kinesis),
                new ListTagsForResource(kinesis),
                new PutResourcePolicy(kinesis),
                new GetResourcePolicy(kinesis),
                new DeleteResourcePolicy(kinesis));
    }
}
