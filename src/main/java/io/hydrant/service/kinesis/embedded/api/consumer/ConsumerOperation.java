package io.hydrant.service.kinesis.embedded.api.consumer;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamConsumer;

/** An operation on one consumer. */
abstract class ConsumerOperation extends KinesisOperation {
    ConsumerOperation(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** A consumer and its stream. */
    record Found(DataStream stream, StreamConsumer consumer) {}

    /** The consumer that {@code ConsumerARN}, or {@code StreamARN} and {@code ConsumerName} name. The text is a guess. */
    final Found found(Structure input, CallContext context) {
        Optional<String> arn = input.text("ConsumerARN");
        Optional<String> name = input.text("ConsumerName");
        String stream = arn.or(() -> input.text("StreamARN").filter(given -> name.isPresent()))
                .orElseThrow(() -> KinesisErrors.invalid(
                        "Either ConsumerARN or both StreamARN and ConsumerName should be provided."));
        DataStream home = streamOf(stream, context);
        return home.description().consumers().values().stream()
                .filter(each -> arn.map(each.arn()::equals).orElse(true))
                .filter(each -> name.map(each.name()::equals).orElse(true))
                .findFirst()
                .map(consumer -> new Found(home, consumer))
                .orElseThrow(() -> KinesisErrors.consumerNotFound(
                        name.or(() -> arn).orElseThrow(), context.scope().account()));
    }

    /** The consumer in an answer. */
    static Structure shown(String shape, StreamConsumer consumer) {
        return structure(shape)
                .with("ConsumerName", consumer.name())
                .with("ConsumerARN", consumer.arn())
                .with("ConsumerStatus", "ACTIVE")
                .with("ConsumerCreationTimestamp", consumer.created());
    }
}
