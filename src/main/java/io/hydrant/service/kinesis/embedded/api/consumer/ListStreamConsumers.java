package io.hydrant.service.kinesis.embedded.api.consumer;

import java.util.List;
import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamConsumer;

/** Lists the consumers of a stream by name. */
final class ListStreamConsumers extends KinesisOperation {
    private static final int DEFAULT_PAGE = 100;

    ListStreamConsumers(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        String after = input.text("NextToken").map(this::resumed).orElse("");
        List<StreamConsumer> rest =
                streamOf(input.requiredText("StreamARN"), context).description().consumers().values().stream()
                        .filter(consumer -> consumer.name().compareTo(after) > 0)
                        .toList();
        int size = Math.min(rest.size(), input.number("MaxResults").orElse(DEFAULT_PAGE));
        return answer().with(
                        "Consumers",
                        rest.subList(0, size).stream()
                                .map(consumer -> ConsumerOperation.shown("Consumer", consumer))
                                .toList())
                .with(
                        "NextToken",
                        size < rest.size()
                                ? Optional.of(kinesis.tokens()
                                        .write(List.of(
                                                "consumers", rest.get(size - 1).name())))
                                : Optional.empty());
    }

    private String resumed(String token) {
        return kinesis.tokens()
                .read(token)
                .filter(fields -> fields.size() == 2 && fields.get(0).equals("consumers"))
                .orElseThrow(KinesisErrors::invalidToken)
                .get(1);
    }
}
