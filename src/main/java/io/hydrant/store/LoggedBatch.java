package io.hydrant.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records that are delivered together, with what has to stay the same over all attempts: all chunks of one stream that wait in one
 * queue between two places.
 *
 * @param number unlike that of every other batch
 * @param owner the stream
 * @param queue where the chunks waited
 * @param first the place of the first chunk
 * @param last the place of the last chunk
 * @param id the same for all batches whose records were taken out of a buffer together
 * @param remaining the records that have neither arrived nor been lost: a position, and the one behind the last that follows it
 * @param remainingBytes the bytes of the records that remain
 * @param version of the stream's configuration that the values hold for
 * @param attempts made of this transfer
 * @param firstFailure of this transfer
 * @param due when it is tried again; empty when it may be tried now
 * @param givenUp why the destination was left for its error output
 * @param settled what stays the same over all attempts, by name; empty before the first
 */
public record LoggedBatch(
        long number,
        String owner,
        String queue,
        long first,
        long last,
        String id,
        List<Integer> remaining,
        long remainingBytes,
        long version,
        int attempts,
        Optional<Instant> firstFailure,
        Optional<Instant> due,
        Optional<GivenUp> givenUp,
        Map<String, String> settled) {
    /** The kind of value that a log keeps its batches as. */
    public static final StateKind<LoggedBatch> KIND = new StateKind<>("delivery.batch", LoggedBatch.class);

    public LoggedBatch {
        remaining = List.copyOf(remaining);
        settled = Map.copyOf(settled);
    }

    /**
     * Why a destination was left.
     *
     * @param attempts how many were made
     * @param lastAttempt when the last one ended
     * @param errors why, for each record of which that is known, by position
     */
    public record GivenUp(
            String errorCode, String message, int attempts, Instant lastAttempt, Map<Integer, RecordError> errors) {
        public GivenUp {
            errors = Map.copyOf(errors);
        }
    }

    /** Why one record was not delivered. */
    public record RecordError(String code, String message) {}

    /** The key of the batch of that number. */
    public static StateKey<LoggedBatch> keyOf(long number) {
        return KIND.key(Long.toString(number));
    }
}
