package io.hydrant.service.kinesis.embedded;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.KinesisStream;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.service.kinesis.ShardRecords;
import io.hydrant.service.kinesis.Watch;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/** The port {@link KinesisService} over the embedded Kinesis. It reads as Firehose does, in the role that the source names. */
public final class EmbeddedKinesisService implements KinesisService {
    private final EmbeddedKinesis kinesis;
    private final ShardReads reads;

    public EmbeddedKinesisService(EmbeddedKinesis kinesis) {
        this.kinesis = kinesis;
        this.reads = new ShardReads(kinesis);
    }

    @Override
    public KinesisStream describe(KinesisReader reader) {
        return translating(() -> {
            StreamDescription stream = stream(reader).description();
            return new KinesisStream(stream.arn().toString(), stream.status().name(), stream.created());
        });
    }

    @Override
    public List<Shard> shards(KinesisReader reader) {
        return translating(() -> stream(reader).description().shards().shards().stream()
                .map(EmbeddedKinesisService::shard)
                .toList());
    }

    @Override
    public String iterator(KinesisReader reader, String shardId, ShardPosition from) {
        return translating(() -> reads.iterator(stream(reader), shardId, start(from)));
    }

    @Override
    public ShardRecords records(KinesisReader reader, String iterator, int limit) {
        return translating(() -> {
            ShardReads.Page page = reads.records(caller(reader), iterator, limit);
            return new ShardRecords(
                    page.read().records().stream()
                            .map(record -> new ReadRecord(page.shard(), record))
                            .toList(),
                    page.next(),
                    page.children().stream().map(EmbeddedKinesisService::shard).toList(),
                    page.read().behindMillis());
        });
    }

    @Override
    public Optional<Watch> watch(String streamArn, Runnable wake) {
        return Optional.of(kinesis.watch(streamArn, wake));
    }

    private static ShardReads.Start start(ShardPosition from) {
        if (from instanceof ShardPosition.Latest) {
            return new ShardReads.Start("LATEST", Optional.empty(), Optional.empty());
        }
        if (from instanceof ShardPosition.After after) {
            return new ShardReads.Start("AFTER_SEQUENCE_NUMBER", Optional.of(after.sequenceNumber()), Optional.empty());
        }
        if (from instanceof ShardPosition.At at) {
            return new ShardReads.Start("AT_TIMESTAMP", Optional.empty(), Optional.of(at.timestamp()));
        }
        return new ShardReads.Start("TRIM_HORIZON", Optional.empty(), Optional.empty());
    }

    private DataStream stream(KinesisReader reader) {
        Arn arn = Arn.parse(reader.streamArn())
                .filter(parsed -> parsed.resource().startsWith("stream/"))
                .orElseThrow(() -> KinesisErrors.invalid("Invalid StreamARN: " + reader.streamArn()));
        String name = arn.resource().substring("stream/".length());
        return arn.scope()
                .flatMap(scope -> kinesis.find(scope, name))
                .orElseThrow(() -> KinesisErrors.streamNotFound(name, new AccountId(arn.account())));
    }

    private static Shard shard(StreamShard shard) {
        return new Shard(
                shard.id(), shard.parents().stream().map(StreamShard::id).toList(), shard.isOpen());
    }

    /** A session of the role; the account's root user when the source names no role. The name of the session is a guess. */
    private static Caller caller(KinesisReader reader) {
        return Arn.parse(reader.roleArn())
                .filter(role ->
                        AccountId.isAccountId(role.account()) && role.resource().startsWith("role/"))
                .map(role -> new Caller(
                        "arn:" + role.partition() + ":sts::" + role.account() + ":assumed-role/"
                                + role.resource().substring(role.resource().lastIndexOf('/') + 1)
                                + "/AWSFirehose",
                        new AccountId(role.account()),
                        Optional.of(role.toString()),
                        Optional.empty()))
                .orElseGet(() -> Caller.root(reader.scope().account()));
    }

    private static <T> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsException e) {
            throw new KinesisException(
                    e.error().code(), e.error().message().orElse(e.error().code()));
        }
    }
}
