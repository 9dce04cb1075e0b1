package io.hydrant.processing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.hydrant.record.BufferingHints;

/**
 * The processors of a stream, in the order in which Firehose runs them.
 *
 * @param atOnce how many batches are worked on at the same time, 1 or more
 */
public record ProcessorChain(List<Processor> processors, int atOnce) {
    /** For processors that take records as they come: whatever has come while the batch before was worked on. */
    private static final BufferingHints AT_ONCE = new BufferingHints(1 << 20, Duration.ZERO);

    /** Records that go on as they come. */
    public static final ProcessorChain NONE = new ProcessorChain(List.of(), 1);

    public ProcessorChain {
        processors = List.copyOf(processors);
    }

    /** How records are gathered before they are processed. */
    public BufferingHints hints() {
        return processors.stream()
                .flatMap(each -> each.hints().stream())
                .findFirst()
                .orElse(AT_ONCE);
    }

    /** The ARN of the function that batches wait for; empty if they wait for no function. */
    public Optional<String> asks() {
        return processors.stream().flatMap(each -> each.asks().stream()).findFirst();
    }

    /** The first processor's handler, for one attempt whose results go to {@code last}. */
    public RecordHandler open(BatchAttempt attempt, RecordHandler last) {
        RecordHandler handler = last;
        for (int i = processors.size() - 1; i >= 0; i--) {
            handler = processors.get(i).open(attempt, handler);
        }
        return handler;
    }
}
