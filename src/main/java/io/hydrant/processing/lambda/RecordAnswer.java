package io.hydrant.processing.lambda;

import java.util.Map;
import java.util.Optional;

/**
 * What a function answered for one record: new data, nothing, or an error.
 *
 * @param error why the record has failed; empty when it has not
 * @param isDropped whether the record leaves no trace
 * @param data the new data, while the record goes on
 * @param keys the partition keys
 */
record RecordAnswer(Optional<LambdaError> error, boolean isDropped, byte[] data, Map<String, String> keys) {
    static final RecordAnswer DROPPED = new RecordAnswer(Optional.empty(), true, new byte[0], Map.of());

    static RecordAnswer ok(byte[] data, Map<String, String> keys) {
        return new RecordAnswer(Optional.empty(), false, data, keys);
    }

    static RecordAnswer failed(LambdaError error) {
        return new RecordAnswer(Optional.of(error), false, new byte[0], Map.of());
    }
}
