package io.hydrant.service.kinesis.embedded.api.record;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.PutOutcome;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.SequenceNumber;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Puts one record. */
final class PutRecord extends KinesisOperation {
    PutRecord(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    public Structure call(Structure input, CallContext context) {
        DataStream stream = stream(input, context);
        StreamDescription description = stream.description();
        NewRecord record = RecordRules.read(input, description, "data");
        input.text("SequenceNumberForOrdering").ifPresent(number -> checkOrder(number, description));
        PutOutcome outcome = stream.put(context.caller(), record);
        if (outcome instanceof PutOutcome.Kept kept) {
            return answer().with("ShardId", kept.shard().id())
                    .with("SequenceNumber", kept.number().toString())
                    .with("EncryptionType", description.settings().key().map(key -> "KMS"));
        }
        throw KinesisErrors.throughput(outcome.shard().id(), description);
    }

    /** Each number is greater than all before it in its shard, so a number of the past is always kept to. */
    private void checkOrder(String number, StreamDescription stream) {
        if (SequenceNumber.parse(number)
                .filter(parsed -> parsed.second() <= kinesis.now().getEpochSecond())
                .isEmpty()) {
            throw KinesisErrors.invalid("ExclusiveMinimumSequenceNumber " + number + " used in PutRecord on stream "
                    + stream.name() + " under account " + stream.scope().account() + " is invalid.");
        }
    }
}
