package io.hydrant.source.kinesis;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.KinesisStream;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.service.kinesis.ShardRecords;

/** The calls to Kinesis in the name of one delivery stream; counts those that are throttled. Thread-safe. */
final class KinesisCalls {
    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "LimitExceededException",
            "ThrottlingException",
            "KMSThrottlingException");

    private final KinesisService kinesis;
    private final KinesisReader reader;
    private final ReadCounters counters;

    KinesisCalls(KinesisService kinesis, KinesisReader reader, ReadCounters counters) {
        this.kinesis = kinesis;
        this.reader = reader;
        this.counters = counters;
    }

    /** Whether a call was refused for its rate. */
    static boolean isThrottled(KinesisException refusal) {
        return THROTTLED.contains(refusal.code());
    }

    KinesisStream describe() {
        return counted(ReadCounters.Call.DESCRIBE_STREAM, () -> kinesis.describe(reader));
    }

    List<Shard> shards() {
        return counted(ReadCounters.Call.DESCRIBE_STREAM, () -> kinesis.shards(reader));
    }

    String iterator(String shardId, ShardPosition from) {
        return counted(ReadCounters.Call.GET_SHARD_ITERATOR, () -> kinesis.iterator(reader, shardId, from));
    }

    ShardRecords records(String iterator, int limit) {
        return counted(ReadCounters.Call.GET_RECORDS, () -> kinesis.records(reader, iterator, limit));
    }

    private <T> T counted(ReadCounters.Call call, Supplier<T> body) {
        try {
            return body.get();
        } catch (KinesisException e) {
            if (isThrottled(e)) {
                counters.throttled(call);
            }
            throw e;
        }
    }
}
