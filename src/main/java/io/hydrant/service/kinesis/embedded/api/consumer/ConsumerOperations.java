package io.hydrant.service.kinesis.embedded.api.consumer;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** The operations on registered consumers. SubscribeToShard is none of them: its answer is a stream of events. */
public final class ConsumerOperations {
    private ConsumerOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKinesis kinesis) {
        return List.of(
                new RegisterStreamConsumer(kinesis),
                new DescribeStreamConsumer(kinesis),
                new ListStreamConsumers(kinesis),
                new DeregisterStreamConsumer(kinesis));
    }
}
