package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;

/** Commits an account to pay, or ends that. */
final class UpdateAccountSettings extends KinesisOperation {
    UpdateAccountSettings(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        boolean enabled = input.structure("MinimumThroughputBillingCommitment")
                .orElseThrow()
                .requiredText("Status")
                .equals("ENABLED");
        return DescribeAccountSettings.shown(answer(), kinesis.commit(context.scope(), enabled), kinesis);
    }
}
