package io.hydrant.destination.splunk;

import java.time.Instant;

import io.hydrant.destination.LineMembers;
import io.hydrant.destination.RecordIds;
import io.hydrant.record.RecordBatch;

/** What the line about a failed event says of it: its id, in the spelling of the documents. */
final class EventMembers implements LineMembers {
    @Override
    public String afterData(RecordBatch batch, int position, Instant arrival) {
        return ",\"EventId\":\"" + new RecordIds(batch.id()).of(arrival, position) + '"';
    }
}
