package io.hydrant.source.kinesis;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.KinesisStream;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.service.kinesis.ShardRecords;
import io.hydrant.service.kinesis.Watch;

/** Another Kinesis, some of whose calls fail as a test wants it, and which tells or does not tell that something has come. */
final class ScriptedKinesis implements KinesisService {
    private final KinesisService kinesis;
    private final boolean tells;
    private final Map<String, ArrayDeque<String>> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    ScriptedKinesis(KinesisService kinesis, boolean tells) {
        this.kinesis = kinesis;
        this.tells = tells;
    }

    /** The next calls of that operation fail, each with one of the codes. */
    void fail(String operation, String... codes) {
        ArrayDeque<String> planned = failures.computeIfAbsent(operation, any -> new ArrayDeque<>());
        synchronized (planned) {
            planned.addAll(List.of(codes));
        }
    }

    /** No call fails any more. */
    void mend() {
        failures.clear();
    }

    /** How often an operation was called. */
    int calls(String operation) {
        return calls.getOrDefault(operation, 0);
    }

    private <T> T call(String operation, Supplier<T> body) {
        calls.merge(operation, 1, Integer::sum);
        ArrayDeque<String> planned = failures.getOrDefault(operation, new ArrayDeque<>());
        String code;
        synchronized (planned) {
            code = planned.poll();
        }
        if (code != null) {
            throw new KinesisException(code, "as planned");
        }
        return body.get();
    }

    @Override
    public KinesisStream describe(KinesisReader reader) {
        return call("describe", () -> kinesis.describe(reader));
    }

    @Override
    public List<Shard> shards(KinesisReader reader) {
        return call("shards", () -> kinesis.shards(reader));
    }

    @Override
    public String iterator(KinesisReader reader, String shardId, ShardPosition from) {
        return call("iterator", () -> kinesis.iterator(reader, shardId, from));
    }

    @Override
    public ShardRecords records(KinesisReader reader, String iterator, int limit) {
        return call("records", () -> kinesis.records(reader, iterator, limit));
    }

    @Override
    public Optional<Watch> watch(String streamArn, Runnable wake) {
        return tells ? kinesis.watch(streamArn, wake) : Optional.empty();
    }
}
