package io.hydrant.processing.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.hydrant.destination.StreamVersion;
import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;
import io.hydrant.processing.RecordHandler;
import io.hydrant.record.BufferingHints;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.time.TimeLimit;

/** A function that a stream's records go through. Thread-safe. */
final class LambdaProcessor implements Processor {
    /** Documented: an invocation has five minutes. */
    private static final Duration TIME_OUT = Duration.ofMinutes(5);

    private final LambdaSettings settings;
    private final StreamVersion origin;
    private final EventSource source;
    private final TimeLimit limit;
    private final FunctionService functions;
    private final Supplier<UUID> ids;

    /** How large the last event was; the next one gets as much memory at once. */
    private volatile int expected;

    LambdaProcessor(LambdaSettings settings, ProcessorContext context, FunctionService functions, Supplier<UUID> ids) {
        this.settings = settings;
        this.origin = context.origin();
        this.source = new EventSource(context.source());
        this.limit = new TimeLimit(
                context.clock(),
                context.scheduler(),
                TIME_OUT,
                "time out function of " + origin.stream(),
                origin.arn());
        this.functions = functions;
        this.ids = ids;
    }

    @Override
    public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
        return new LambdaHandler(this, new PartResults(settings, origin.stream(), attempt, next));
    }

    @Override
    public Optional<BufferingHints> hints() {
        return Optional.of(settings.hints());
    }

    @Override
    public Optional<String> asks() {
        return Optional.of(settings.function().toString());
    }

    /** Whose records these are. */
    String streamArn() {
        return origin.arn();
    }

    /** The name of the member that holds a record's bytes. */
    String dataMember() {
        return source.dataMember();
    }

    /** An empty event. */
    EventBody newEvent() {
        return new EventBody(
                ids.get(), source, origin.arn(), origin.scope().region().value(), expected);
    }

    /**
     * Invokes the function with a finished event.
     *
     * @throws io.hydrant.service.lambda.FunctionException if it does not answer, or fails
     */
    byte[] invoke(EventBody event) {
        expected = event.length() + event.length() / 16;
        return functions.invoke(
                new Invocation(settings.function(), origin.scope(), event.bytes(), event.length(), limit));
    }
}
