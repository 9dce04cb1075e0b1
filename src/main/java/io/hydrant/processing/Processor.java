package io.hydrant.processing;

import java.util.Optional;

import io.hydrant.record.BufferingHints;

/** One step of a stream's processing, such as a function or an extraction of partition keys. Thread-safe. */
public interface Processor {
    /**
     * Opens this processor for one attempt at a batch. The handler is for one thread, and is told the records in their order.
     *
     * @param next takes what becomes of the records; this processor calls its {@link RecordHandler#end} at its own end
     */
    RecordHandler open(BatchAttempt attempt, RecordHandler next);

    /** How records are gathered before this processor works on them; empty for one that takes them as they come. */
    default Optional<BufferingHints> hints() {
        return Optional.empty();
    }

    /** What a batch waits for: the ARN of a function; empty for a processor that asks nobody. */
    default Optional<String> asks() {
        return Optional.empty();
    }
}
