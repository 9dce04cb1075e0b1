package io.hydrant.service.kinesis.embedded.api.label;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;

/** Answers the resource policy of a stream. */
final class GetResourcePolicy extends KinesisOperation {
    GetResourcePolicy(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** The text of the refusal is a guess. */
    @Override
    public Structure call(Structure input, CallContext context) {
        String arn = input.requiredText("ResourceARN");
        return answer().with(
                        "Policy",
                        streamOf(arn, context)
                                .description()
                                .policy()
                                .orElseThrow(() -> new AwsException(AwsError.client(
                                        "ResourceNotFoundException", "No resource policy found for " + arn + "."))));
    }
}
