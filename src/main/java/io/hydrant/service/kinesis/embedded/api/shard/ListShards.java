package io.hydrant.service.kinesis.embedded.api.shard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Scope;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.api.operation.ShardShapes;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** Lists the shards of a stream, page by page. */
final class ListShards extends KinesisOperation {
    private static final int DEFAULT_PAGE = 1000;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
    private static final int FIELDS = 7;

    ListShards(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** A stream, and what is asked of it. */
    private record Asked(StreamDescription stream, ShardQuery query) {}

    @Override
    public Structure call(Structure input, CallContext context) {
        boolean named =
                input.text("StreamName").or(() -> input.text("StreamARN")).isPresent();
        Optional<String> token = input.text("NextToken");
        if (named && token.isPresent()) {
            throw KinesisErrors.invalid("NextToken and StreamName cannot be provided together.");
        }
        if (!named && token.isEmpty()) {
            throw KinesisErrors.invalid("Either NextToken or StreamName should be provided.");
        }
        Asked asked = token.map(text -> resumed(text, context)).orElseGet(() -> {
            StreamDescription stream = stream(input, context).description();
            return new Asked(stream, ShardQuery.of(input, stream));
        });
        List<StreamShard> shards = asked.query().of(asked.stream(), kinesis.now());
        int size = Math.min(shards.size(), input.number("MaxResults").orElse(DEFAULT_PAGE));
        List<StreamShard> page = shards.subList(0, size);
        return answer().with("Shards", page.stream().map(ShardShapes::shard).toList())
                .with(
                        "NextToken",
                        size < shards.size()
                                ? Optional.of(token(asked, page.get(size - 1).number()))
                                : Optional.empty());
    }

    private String token(Asked asked, int last) {
        return kinesis.tokens()
                .write(List.of(
                        "shards",
                        asked.stream().scope().account().value(),
                        asked.stream().name(),
                        Integer.toString(last),
                        asked.query().type(),
                        asked.query().timestamp().map(Instant::toString).orElse(""),
                        kinesis.now().toString()));
    }

    private Asked resumed(String token, CallContext context) {
        List<String> fields = kinesis.tokens()
                .read(token)
                .filter(read -> read.size() == FIELDS && read.get(0).equals("shards"))
                .orElseThrow(KinesisErrors::invalidToken);
        if (Instant.parse(fields.get(6)).plus(TOKEN_LIFE).isBefore(kinesis.now())) {
            throw KinesisErrors.expiredToken();
        }
        Scope scope = new Scope(new AccountId(fields.get(1)), context.scope().region());
        Optional<Instant> timestamp =
                Optional.of(fields.get(5)).filter(text -> !text.isEmpty()).map(Instant::parse);
        return new Asked(
                kinesis.stream(scope, fields.get(2)).description(),
                new ShardQuery(Integer.parseInt(fields.get(3)), fields.get(4), timestamp));
    }
}
