package io.hydrant.service.kinesis.embedded.api.record;

import java.util.List;
import java.util.Optional;

import io.hydrant.protocol.Structure;
import io.hydrant.protocol.ValidationErrors;
import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** What a record must be before a stream takes it. */
final class RecordRules {
    private RecordRules() {}

    /**
     * The record in an input.
     *
     * @param path of its data, such as {@code records.1.member.data}
     * @throws io.hydrant.aws.AwsException {@code ValidationException} with the text of the model's own bound when it is longer than
     *     its stream allows, which is a guess; {@code InvalidArgumentException}
     */
    static NewRecord read(Structure record, StreamDescription stream, String path) {
        byte[] data = record.bytes("Data");
        int longest = stream.settings().maxRecordBytes();
        if (data.length > longest) {
            throw ValidationErrors.of(List.of(ValidationErrors.item(path, ValidationErrors.tooLong(longest))));
        }
        return new NewRecord(record.requiredText("PartitionKey"), hash(record.text("ExplicitHashKey")), data);
    }

    private static Optional<HashKey> hash(Optional<String> explicit) {
        return explicit.map(text -> HashKey.parse(text)
                .orElseThrow(() -> KinesisErrors.invalid("Invalid ExplicitHashKey. ExplicitHashKey must be in the"
                        + " range: [0, 2^128-1]. Specified value was " + text)));
    }
}
