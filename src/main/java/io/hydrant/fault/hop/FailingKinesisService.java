package io.hydrant.fault.hop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.KinesisStream;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.service.kinesis.ShardRecords;
import io.hydrant.service.kinesis.Watch;

/** A {@link KinesisService} whose calls fail when a rule says so. Thread-safe as far as its target is. */
public final class FailingKinesisService implements KinesisService {
    private final KinesisService target;
    private final OutgoingCalls calls;

    public FailingKinesisService(KinesisService target, OutgoingCalls calls) {
        this.target = target;
        this.calls = calls;
    }

    @Override
    public KinesisStream describe(KinesisReader reader) {
        return make("DescribeStreamSummary", reader, () -> target.describe(reader));
    }

    @Override
    public List<Shard> shards(KinesisReader reader) {
        return make("ListShards", reader, () -> target.shards(reader));
    }

    @Override
    public String iterator(KinesisReader reader, String shardId, ShardPosition from) {
        return make("GetShardIterator", reader, () -> target.iterator(reader, shardId, from));
    }

    @Override
    public ShardRecords records(KinesisReader reader, String iterator, int limit) {
        return make("GetRecords", reader, () -> target.records(reader, iterator, limit));
    }

    /** No call to Kinesis. */
    @Override
    public Optional<Watch> watch(String streamArn, Runnable wake) {
        return target.watch(streamArn, wake);
    }

    private <T> T make(String operation, KinesisReader reader, Supplier<T> work) {
        return calls.watches(Hop.KINESIS)
                ? calls.make(
                        new Call(
                                Hop.KINESIS,
                                Call.Maker.FIREHOSE,
                                operation,
                                reader.scope(),
                                Map.of(Call.About.STREAM, reader.deliveryStream())),
                        reader.scope()
                                .arn("firehose", "deliverystream/" + reader.deliveryStream())
                                .toString(),
                        new ReadCall<>(work, new Failures()))
                : work.get();
    }

    /** As a Kinesis on another machine fails. */
    private static final class Failures implements ReadCall.Failures<KinesisException> {
        @Override
        public KinesisException refused(Effect.Refusal refusal) {
            return new KinesisException(refusal.code(), refusal.message());
        }

        @Override
        public KinesisException unanswered(Effect.How how) {
            return unanswered(
                    switch (how) {
                        case RESET -> "SocketException: Connection reset";
                        case CLOSE -> "SocketException: Unexpected end of file from server";
                        case HANG -> "SocketTimeoutException: Read timed out";
                    });
        }

        @Override
        public KinesisException stopped() {
            return unanswered("Hydrant stopped it");
        }

        private static KinesisException unanswered(String why) {
            return new KinesisException(KinesisException.UNANSWERED, "no answer (" + why + ')');
        }
    }
}
