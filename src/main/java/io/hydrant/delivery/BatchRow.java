package io.hydrant.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.Destination;
import io.hydrant.destination.RecordErrors;
import io.hydrant.record.RecordBuffer;
import io.hydrant.store.LoggedBatch;
import org.jspecify.annotations.Nullable;

/** What a batch is in a log. Guarded by the stream's lock. */
final class BatchRow {
    private final String queue;
    private long number;
    private long @Nullable [] ends;

    /** What a process before this one wrote, until the first attempt of this one. */
    private @Nullable LoggedBatch before;

    /** Whether the log has the values of the transfer at hand. */
    private boolean settled;

    /** @param queue where the records waited */
    BatchRow(String queue) {
        this.queue = queue;
    }

    BatchRow(LoggedBatch before) {
        this.queue = before.queue();
        this.number = before.number();
        this.before = before;
    }

    /** Where the records waited. */
    String queue() {
        return queue;
    }

    /** Its number; 0 while the log does not have it. */
    long number() {
        return number;
    }

    /** Another transfer has begun. */
    void unsettle() {
        settled = false;
    }

    boolean isSettled() {
        return settled;
    }

    void setSettled() {
        settled = true;
    }

    /** What a process before this one settled, if that holds for this version of the configuration; asked once. */
    Optional<Map<String, String>> settledBefore(long version) {
        LoggedBatch last = before;
        before = null;
        return Optional.ofNullable(last)
                .filter(known -> known.version() == version)
                .map(LoggedBatch::settled);
    }

    /** The places of the first and the last chunk; empty when the log does not have them. */
    Optional<long[]> ends(RecordBuffer.Taken taken) {
        long[] known = ends;
        if (known == null) {
            long[] places = taken.places();
            known = places.length == 0 ? new long[0] : new long[] {places[0], places[places.length - 1]};
            ends = known;
        }
        return known.length == 0 ? Optional.empty() : Optional.of(known);
    }

    /** Its number, given now if it has none. */
    long number(StreamLog log) {
        number = number == 0 ? log.nextBatch() : number;
        return number;
    }

    /** The version of the configuration that a process before this one had. */
    long versionBefore() {
        return before == null ? 0 : before.version();
    }

    static LoggedBatch.GivenUp of(Destination.Failure failure) {
        Map<Integer, LoggedBatch.RecordError> errors = new HashMap<>();
        failure.errors()
                .all()
                .forEach((position, error) ->
                        errors.put(position, new LoggedBatch.RecordError(error.code(), error.message())));
        return new LoggedBatch.GivenUp(
                failure.errorCode(), failure.message(), failure.attempts(), failure.lastAttempt(), errors);
    }

    static Destination.Failure failure(LoggedBatch.GivenUp why) {
        Map<Integer, RecordErrors.RecordError> errors = new HashMap<>();
        why.errors()
                .forEach((position, error) ->
                        errors.put(position, new RecordErrors.RecordError(error.code(), error.message())));
        return new Destination.Failure(
                why.errorCode(), why.message(), why.attempts(), why.lastAttempt(), RecordErrors.of(errors));
    }

    /** The first arrival of records that remain. */
    static Instant oldest(PendingBatch pending) {
        int first = 0;
        for (RecordBuffer.Chunk chunk : pending.chunks()) {
            if (pending.remaining().countBetween(first, first + chunk.count()) > 0) {
                return chunk.arrival();
            }
            first += chunk.count();
        }
        return pending.memory().taken().oldestArrival();
    }
}
