package io.hydrant.service.kinesis.embedded.api.record;

import java.util.ArrayList;
import java.util.List;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.PutOutcome;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Puts up to 500 records; one that is refused does not keep the others out. */
final class PutRecords extends KinesisOperation {
    /** Of all records with their partition keys, by the API page. */
    private static final long MOST_BYTES = 10L << 20;

    PutRecords(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        List<NewRecord> records = records(input.structures("Records"), description);
        List<PutOutcome> outcomes = stream.put(context.caller(), records);
        List<Structure> results = new ArrayList<>();
        int failed = 0;
        for (PutOutcome outcome : outcomes) {
            if (outcome instanceof PutOutcome.Kept kept) {
                results.add(structure("PutRecordsResultEntry")
                        .with("ShardId", kept.shard())
                        .with("SequenceNumber", kept.number().toString()));
            } else {
                failed++;
                results.add(structure("PutRecordsResultEntry")
                        .with("ErrorCode", "ProvisionedThroughputExceededException")
                        .with("ErrorMessage", KinesisErrors.throughputText(outcome.shard(), description)));
            }
        }
        return answer().with("FailedRecordCount", failed)
                .with("Records", results)
                .with("EncryptionType", description.settings().key().map(key -> "KMS"));
    }

    private static List<NewRecord> records(List<Structure> given, StreamDescription description) {
        List<NewRecord> records = new ArrayList<>();
        long bytes = 0;
        for (Structure entry : given) {
            NewRecord record = RecordRules.read(entry, description, "records." + (records.size() + 1) + ".member.data");
            bytes += record.data().length + record.partitionKey().length();
            records.add(record);
        }
        if (bytes > MOST_BYTES) {
            throw KinesisErrors.invalid("Records size exceeds 10 MB limit");
        }
        return records;
    }
}
