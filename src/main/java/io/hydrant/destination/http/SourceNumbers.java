package io.hydrant.destination.http;

import java.time.Instant;

import io.hydrant.destination.LineMembers;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordOrigin;

/**
 * The numbers of the source at the end of each line about a record that was not taken, in the form of the documents' example. Both
 * are null for a record that was put; that they are null for one that a function has changed is a guess.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/retry.html">Handle data delivery failures</a>
 */
final class SourceNumbers implements LineMembers {
    @Override
    public String afterData(RecordBatch batch, int position, Instant arrival) {
        return batch.origin(position)
                .filter(RecordOrigin.Kinesis.class::isInstance)
                .map(RecordOrigin.Kinesis.class::cast)
                .map(origin -> ",\"subsequenceNumber\":" + origin.subsequenceNumber() + ",\"dataId\":\""
                        + origin.sequenceNumber() + '.' + origin.subsequenceNumber() + '"')
                .orElse(",\"subsequenceNumber\":null,\"dataId\":null");
    }
}
