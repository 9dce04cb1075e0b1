package io.hydrant.service.kinesis.remote;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;
import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.service.kinesis.KinesisRecord;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.KinesisStream;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.service.kinesis.ShardRecords;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * Another Kinesis, called with the SDK's client. A client is built with the first call for an account and Region. A stream is named
 * by its name, because not every emulator takes an ARN; on AWS by its ARN. A call is tried once: who reads tries again.
 * Thread-safe.
 */
public final class RemoteKinesis implements KinesisService, AutoCloseable {
    private final URI endpoint;
    private final UnaryOperator<Instant> wall;
    private final Map<Scope, KinesisClient> clients = new ConcurrentHashMap<>();

    /**
     * Nothing is connected until the first call.
     *
     * @param wall from an instant of Hydrant's clock to one of the machine's, where the other Kinesis lives: no later than now
     */
    public RemoteKinesis(URI endpoint, UnaryOperator<Instant> wall) {
        Objects.requireNonNull(
                KinesisClient.class, "KinesisClient"); // a missing library is told now, not with the first call
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.wall = wall;
    }

    @Override
    public KinesisStream describe(KinesisReader reader) {
        return call(reader, client -> {
            StreamDescriptionSummary stream = client.describeStreamSummary(r -> {
                        if (Clients.isAws(endpoint)) {
                            r.streamARN(reader.streamArn());
                        } else {
                            r.streamName(name(reader));
                        }
                    })
                    .streamDescriptionSummary();
            return new KinesisStream(
                    stream.streamARN(), stream.streamStatusAsString(), stream.streamCreationTimestamp());
        });
    }

    @Override
    public List<Shard> shards(KinesisReader reader) {
        return call(reader, client -> {
            List<software.amazon.awssdk.services.kinesis.model.Shard> all = new ArrayList<>();
            String token = null;
            do {
                String next = token;
                ListShardsResponse page = client.listShards(r -> {
                    if (next != null) {
                        r.nextToken(next);
                    } else if (Clients.isAws(endpoint)) {
                        r.streamARN(reader.streamArn());
                    } else {
                        r.streamName(name(reader));
                    }
                });
                all.addAll(page.shards());
                token = page.nextToken();
            } while (token != null);
            return all.stream()
                    .sorted(Comparator.comparing(software.amazon.awssdk.services.kinesis.model.Shard::shardId))
                    .map(RemoteKinesis::shard)
                    .toList();
        });
    }

    private static Shard shard(software.amazon.awssdk.services.kinesis.model.Shard shard) {
        return new Shard(
                shard.shardId(),
                Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                        .filter(Objects::nonNull)
                        .toList(),
                shard.sequenceNumberRange().endingSequenceNumber() == null);
    }

    @Override
    public String iterator(KinesisReader reader, String shardId, ShardPosition from) {
        return call(reader, client -> client.getShardIterator(r -> {
                    r.shardId(shardId);
                    if (Clients.isAws(endpoint)) {
                        r.streamARN(reader.streamArn());
                    } else {
                        r.streamName(name(reader));
                    }
                    position(r, from);
                })
                .shardIterator());
    }

    private void position(GetShardIteratorRequest.Builder request, ShardPosition from) {
        if (from instanceof ShardPosition.After after) {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .startingSequenceNumber(after.sequenceNumber());
        } else if (from instanceof ShardPosition.At at) {
            request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(wall.apply(at.timestamp()));
        } else {
            request.shardIteratorType(
                    from instanceof ShardPosition.Latest ? ShardIteratorType.LATEST : ShardIteratorType.TRIM_HORIZON);
        }
    }

    @Override
    public ShardRecords records(KinesisReader reader, String iterator, int limit) {
        return call(reader, client -> {
            GetRecordsResponse answer =
                    client.getRecords(r -> r.shardIterator(iterator).limit(limit));
            Long behind = answer.millisBehindLatest();
            return new ShardRecords(
                    answer.records().stream().map(RemoteKinesis::record).toList(),
                    Optional.ofNullable(answer.nextShardIterator()),
                    answer.childShards().stream().map(RemoteKinesis::child).toList(),
                    behind == null ? 0 : behind);
        });
    }

    private static KinesisRecord record(Record record) {
        return new RemoteRecord(
                record.sequenceNumber(),
                record.partitionKey(),
                record.approximateArrivalTimestamp(),
                record.data().asByteArrayUnsafe());
    }

    private static Shard child(ChildShard child) {
        return new Shard(child.shardId(), child.parentShards(), true);
    }

    private <T> T call(KinesisReader reader, Function<KinesisClient, T> body) {
        try {
            return body.apply(clients.computeIfAbsent(scope(reader), scope -> Clients.build(endpoint, scope)));
        } catch (SdkException e) {
            KinesisException failure = Failures.of(e, endpoint);
            failure.initCause(e);
            throw failure;
        }
    }

    /** The account and Region of the stream. */
    private static Scope scope(KinesisReader reader) {
        return Arn.parse(reader.streamArn()).flatMap(Arn::scope).orElse(reader.scope());
    }

    private static String name(KinesisReader reader) {
        String arn = reader.streamArn();
        return arn.substring(arn.indexOf('/') + 1);
    }

    @Override
    public void close() {
        clients.values().forEach(KinesisClient::close);
        clients.clear();
    }
}
