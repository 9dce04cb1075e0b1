package io.hydrant.service.kinesis.embedded.api.label;

import java.util.Optional;

import io.hydrant.policy.PolicyDocument;
import io.hydrant.policy.PolicySyntaxException;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;

/** Keeps the resource policy of a stream. It refuses no caller. */
final class PutResourcePolicy extends KinesisAction {
    PutResourcePolicy(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** The beginning of the text is a guess. */
    @Override
    protected void run(Structure input, CallContext context) {
        String policy = input.requiredText("Policy");
        try {
            PolicyDocument.parse(policy);
        } catch (PolicySyntaxException e) {
            throw KinesisErrors.invalid("Malformed policy: " + e.getMessage());
        }
        streamOf(input.requiredText("ResourceARN"), context).change(stream -> stream.withPolicy(Optional.of(policy)));
    }
}
