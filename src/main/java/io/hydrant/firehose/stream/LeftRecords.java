package io.hydrant.firehose.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.store.RecordLog;

/** The records that a process before this one has left in the log, by their streams. Used once, at a start. */
final class LeftRecords {
    private final Optional<RecordLog> log;
    private final Map<String, RecordLog.Backlog> owners;

    LeftRecords(Optional<RecordLog> log) {
        this.log = log;
        this.owners = log.map(known -> known.recover().byOwner()).orElseGet(HashMap::new);
    }

    /** Gives a stream its records back. One that is being deleted has dropped them. */
    void restore(LiveStream stream) {
        DeliveryStream value = stream.value();
        RecordLog.Backlog found = owners.get(LiveStream.ownerOf(value));
        if (found != null && value.status() == StreamStatus.ACTIVE) {
            stream.restore(found);
            owners.remove(LiveStream.ownerOf(value));
        }
    }

    /** Forgets the records of streams that are not there any more. */
    void dropOthers() {
        log.ifPresent(known -> owners.values().forEach(known::drop));
    }
}
