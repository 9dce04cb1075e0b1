package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.BillingCommitment;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;

/** Answers what an account has committed itself to pay. */
final class DescribeAccountSettings extends KinesisOperation {
    DescribeAccountSettings(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        return shown(answer(), kinesis.commitment(context.scope()), kinesis);
    }

    static Structure shown(Structure answer, BillingCommitment commitment, EmbeddedKinesis kinesis) {
        return answer.with(
                "MinimumThroughputBillingCommitment",
                structure("MinimumThroughputBillingCommitmentOutput")
                        .with("Status", commitment.status(kinesis.now()))
                        .with("StartedAt", commitment.started())
                        .with("EarliestAllowedEndAt", commitment.earliestEnd()));
    }
}
