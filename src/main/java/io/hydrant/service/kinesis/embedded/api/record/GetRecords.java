package io.hydrant.service.kinesis.embedded.api.record;

import java.time.Instant;
import java.util.List;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.ShardReads;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.api.operation.ShardShapes;
import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;
import software.amazon.awssdk.core.SdkBytes;

/** Reads the records at an iterator. */
final class GetRecords extends KinesisOperation {
    private static final int MOST = 10_000;

    private final ShardReads reads;

    GetRecords(EmbeddedKinesis kinesis, ShardReads reads) {
        super(kinesis);
        this.reads = reads;
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        ShardReads.Page page = reads.records(
                context.caller(),
                input.requiredText("ShardIterator"),
                input.number("Limit").orElse(MOST));
        List<Structure> children =
                page.children().stream().map(ShardShapes::child).toList();
        return answer().with(
                        "Records",
                        page.read().records().stream()
                                .map(record -> shown(page.shard(), record))
                                .toList())
                .with("NextShardIterator", page.next())
                .with("MillisBehindLatest", page.read().behindMillis())
                .with("ChildShards", children.isEmpty() ? null : children);
    }

    private static Structure shown(StreamShard shard, StoredRecord record) {
        Instant arrival = Instant.ofEpochMilli(record.arrivalMillis());
        return structure("Record")
                .with(
                        "SequenceNumber",
                        shard.number(record.place(), record.arrivalMillis()).toString())
                .with("ApproximateArrivalTimestamp", arrival)
                .with("Data", SdkBytes.fromByteArrayUnsafe(record.data()))
                .with("PartitionKey", record.partitionKey())
                .with("EncryptionType", record.key().map(key -> "KMS"));
    }
}
