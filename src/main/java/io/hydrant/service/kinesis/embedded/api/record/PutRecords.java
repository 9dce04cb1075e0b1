package io.hydrant.service.kinesis.embedded.api.record;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import io.hydrant.protocol.BatchOperation;
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
final class PutRecords extends KinesisOperation implements BatchOperation<Structure, Structure> {
    /** Of all records with their partition keys, by the API page. */
    private static final long MOST_BYTES = 10L << 20;

    PutRecords(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        return call(input, context, LeftOut.nothing());
    }

    @Override
    public Structure call(Structure input, CallContext context, LeftOut leftOut) {
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        List<NewRecord> records = records(input.structures("Records"), description);
        List<NewRecord> taken = IntStream.range(0, records.size())
                .filter(index -> !leftOut.places().test(index))
                .mapToObj(records::get)
                .toList();
        Iterator<PutOutcome> outcomes = stream.put(context.caller(), taken).iterator();
        List<Structure> results = new ArrayList<>();
        int failed = 0;
        for (int i = 0; i < records.size(); i++) {
            Structure entry = leftOut.places().test(i)
                    ? failure(leftOut.errorCode(), leftOut.errorMessage())
                    : result(outcomes.next(), description);
            failed += entry.text("ErrorCode").isPresent() ? 1 : 0;
            results.add(entry);
        }
        return answer().with("FailedRecordCount", failed)
                .with("Records", results)
                .with("EncryptionType", description.settings().key().map(key -> "KMS"));
    }

    private static Structure result(PutOutcome outcome, StreamDescription description) {
        return outcome instanceof PutOutcome.Kept kept
                ? structure("PutRecordsResultEntry")
                        .with("ShardId", kept.shard().id())
                        .with("SequenceNumber", kept.number().toString())
                : failure(
                        "ProvisionedThroughputExceededException",
                        KinesisErrors.throughputText(outcome.shard().id(), description));
    }

    private static Structure failure(String code, String message) {
        return structure("PutRecordsResultEntry").with("ErrorCode", code).with("ErrorMessage", message);
    }

    private static List<NewRecord> records(List<Structure> given, StreamDescription description) {
        List<NewRecord> records = new ArrayList<>();
        long bytes = 0;
        for (Structure entry : given) {
            NewRecord record = RecordRules.read(entry, description, "records." + (records.size() + 1) + ".member.data");
            bytes += record.data().length + record.partitionKey().length;
            records.add(record);
        }
        if (bytes > MOST_BYTES) {
            throw KinesisErrors.invalid("Records size exceeds 10 MB limit");
        }
        return records;
    }
}
