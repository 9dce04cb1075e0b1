package io.hydrant.service.kinesis.embedded.api.consumer;

import java.util.Map;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamConsumer;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Registers a consumer, which is active at once. */
final class RegisterStreamConsumer extends KinesisOperation {
    /** By the API page. */
    private static final int MOST = 20;

    RegisterStreamConsumer(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        DataStream stream = streamOf(input.requiredText("StreamARN"), context);
        String name = input.requiredText("ConsumerName");
        StreamDescription description = stream.description();
        Map<String, String> tags = Tags.added(
                Map.of(),
                input.map("Tags"),
                "consumer " + name + " under account " + description.scope().account());
        StreamConsumer consumer = new StreamConsumer(
                name,
                description.arn() + "/consumer/" + name + ":" + kinesis.now().getEpochSecond(),
                kinesis.now(),
                tags);
        stream.change(now -> {
            check(now, name);
            return now.withConsumer(consumer);
        });
        return answer().with("Consumer", ConsumerOperation.shown("Consumer", consumer));
    }

    /** Both texts are guesses. */
    private static void check(StreamDescription stream, String name) {
        if (stream.consumers().containsKey(name)) {
            throw KinesisErrors.inUse("Consumer " + name + " under stream " + stream.name()
                    + " already exists for account " + stream.scope().account() + ".");
        }
        if (stream.consumers().size() >= MOST) {
            throw KinesisErrors.limit("Stream " + stream.name() + " under account "
                    + stream.scope().account() + " has reached its limit of " + MOST + " registered consumers.");
        }
    }
}
