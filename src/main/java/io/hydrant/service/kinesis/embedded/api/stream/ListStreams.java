package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.List;
import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Lists the streams of an account and Region by name. */
final class ListStreams extends KinesisOperation {
    private static final int DEFAULT_PAGE = 100;

    ListStreams(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        String after = input.text("NextToken")
                .map(this::resumed)
                .or(() -> input.text("ExclusiveStartStreamName"))
                .orElse("");
        List<StreamDescription> streams = kinesis.list(context.scope()).stream()
                .filter(stream -> stream.name().compareTo(after) > 0)
                .toList();
        int size = Math.min(streams.size(), input.number("Limit").orElse(DEFAULT_PAGE));
        List<StreamDescription> page = streams.subList(0, size);
        boolean more = size < streams.size();
        return answer().with(
                        "StreamNames",
                        page.stream().map(StreamDescription::name).toList())
                .with(
                        "StreamSummaries",
                        page.stream()
                                .map(stream -> StreamShapes.named("StreamSummary", stream))
                                .toList())
                .with("HasMoreStreams", more)
                .with(
                        "NextToken",
                        more
                                ? Optional.of(kinesis.tokens()
                                        .write(List.of(
                                                "streams", page.get(size - 1).name())))
                                : Optional.empty());
    }

    private String resumed(String token) {
        return kinesis.tokens()
                .read(token)
                .filter(fields -> fields.size() == 2 && fields.get(0).equals("streams"))
                .orElseThrow(KinesisErrors::invalidToken)
                .get(1);
    }
}
