package io.hydrant.service.kinesis.embedded.api.consumer;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** Describes a consumer. */
final class DescribeStreamConsumer extends ConsumerOperation {
    DescribeStreamConsumer(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        Found found = found(input, context);
        return answer().with(
                        "ConsumerDescription",
                        shown("ConsumerDescription", found.consumer())
                                .with(
                                        "StreamARN",
                                        found.stream().description().arn().toString()));
    }
}
