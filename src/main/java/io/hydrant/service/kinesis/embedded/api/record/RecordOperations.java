package io.hydrant.service.kinesis.embedded.api.record;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.ShardReads;

/** The operations that put and read records. */
public final class RecordOperations {
    private RecordOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKinesis kinesis) {
        ShardReads reads = new ShardReads(kinesis);
        return List.of(
                new PutRecord(kinesis),
                new PutRecords(kinesis),
                new GetShardIterator(kinesis, reads),
                new GetRecords(kinesis, reads));
    }
}
