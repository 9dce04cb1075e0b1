package io.hydrant.processing.lambda;

import java.util.Map;
import java.util.Optional;

/**
 * What a function answered for one record.
 *
 * @param result {@code Ok} and its like, as it was answered; empty if it was no text
 * @param data the new data, which is decoded when it is asked for; empty if there is none
 * @param keys the partition keys; empty if they, or the data, are no such thing
 */
record RecordAnswer(String result, Optional<Base64Text> data, Optional<Map<String, String>> keys) {
    /** What is to be done with the record. */
    sealed interface Verdict {
        /** It goes on. */
        record Ok(byte[] data, Map<String, String> keys) implements Verdict {}

        /** It leaves no trace. */
        record Dropped() implements Verdict {}

        /** It goes to the error output. */
        record Failed(LambdaError error) implements Verdict {}
    }

    /** Judges the answer; decodes the data anew each time. */
    Verdict verdict() {
        return switch (result) {
            case "Ok" -> ok();
            case "Dropped" -> new Verdict.Dropped();
            case "ProcessingFailed" -> new Verdict.Failed(LambdaError.PROCESSING_FAILED);
            default -> new Verdict.Failed(LambdaError.UNREADABLE);
        };
    }

    private Verdict ok() {
        if (keys.isEmpty()) {
            return new Verdict.Failed(LambdaError.UNREADABLE);
        }
        if (data.isEmpty()) {
            return new Verdict.Failed(LambdaError.NO_DATA);
        }
        return data.get()
                .decode()
                .<Verdict>map(bytes -> new Verdict.Ok(bytes, keys.get()))
                .orElseGet(() -> new Verdict.Failed(LambdaError.UNREADABLE));
    }
}
