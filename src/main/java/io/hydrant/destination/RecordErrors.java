package io.hydrant.destination;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why single records of a batch were not delivered, by their positions; the other records have the error of their batch.
 * Immutable.
 */
public final class RecordErrors {
    /** Every record has the error of its batch. */
    public static final RecordErrors NONE = new RecordErrors(Map.of());

    private final Map<Integer, RecordError> errors;

    private RecordErrors(Map<Integer, RecordError> errors) {
        this.errors = errors;
    }

    /** Those of {@code errors}, by position. */
    public static RecordErrors of(Map<Integer, RecordError> errors) {
        return errors.isEmpty() ? NONE : new RecordErrors(new HashMap<>(errors));
    }

    /**
     * Why one record was not delivered.
     *
     * @param code as the lines of the error output show it
     */
    public record RecordError(String code, String message) {}

    /** The error of the record at {@code position}, if it has one of its own. */
    public Optional<RecordError> of(int position) {
        return Optional.ofNullable(errors.get(position));
    }

    /** Those of all records that have one of their own, by position. */
    public Map<Integer, RecordError> all() {
        return Collections.unmodifiableMap(errors);
    }

    @Override
    public String toString() {
        return "RecordErrors" + errors;
    }
}
