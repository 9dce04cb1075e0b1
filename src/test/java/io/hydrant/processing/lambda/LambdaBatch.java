package io.hydrant.processing.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.hydrant.destination.StreamVersion;
import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;
import io.hydrant.processing.RecordHandler;
import io.hydrant.record.PartitionKeys;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.support.Invocations;

/** A batch that a test sends through a function, attempt by attempt, as the engine does; and what became of it. */
final class LambdaBatch implements BatchAttempt, FunctionService {
    static final Instant ARRIVAL = Instant.parse("2026-03-04T05:06:07.089Z");

    /** What the function got. */
    final List<String> events = new ArrayList<>();

    /** What became of the records, in order: {@code ok:data}, {@code dropped:data}, {@code code:data}. */
    final List<String> outcomes = new ArrayList<>();

    final List<ProcessingFailure> failures = new ArrayList<>();
    final List<PartitionKeys> keys = new ArrayList<>();
    int ended;

    private final Map<String, String> parameters = new LinkedHashMap<>(
            Map.of("LambdaArn", Invocations.ENRICH, "NumberOfRetries", "3", "BufferSizeInMBs", "1"));
    private final Invocations invocations = new Invocations();
    private final List<ProcessedRecord> records = new ArrayList<>();
    private UnaryOperator<String> function = LambdaBatch::echo;
    private int done;
    private int attempt = 1;

    /** The event with a result for each record. */
    static String echo(String event) {
        return event.replace("{\"recordId\"", "{\"result\":\"Ok\",\"recordId\"");
    }

    LambdaBatch with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Answers like this from now on. */
    LambdaBatch answering(UnaryOperator<String> answer) {
        function = answer;
        return this;
    }

    LambdaBatch failing(Failure failure) {
        return answering(event -> {
            throw new FunctionException(failure, "a sentence");
        });
    }

    LambdaBatch put(String... texts) {
        for (String text : texts) {
            sub(records.size(), text);
        }
        return this;
    }

    /** A record that was made of the source record {@code source}. */
    LambdaBatch sub(int source, String text) {
        byte[] data = ("<<" + text + ">>").getBytes(StandardCharsets.UTF_8);
        records.add(new ProcessedRecord(
                new ProcessedRecord.Source(source, 40 + source, ARRIVAL.plusMillis(source)),
                data,
                2,
                data.length - 4,
                PartitionKeys.NONE.withQuery(Map.of("q", "1"))));
        return this;
    }

    Processor processor() {
        return new LambdaType(this, () -> new UUID(1, events.size()))
                .open(
                        parameters,
                        new ProcessorContext(
                                new StreamVersion(Invocations.SCOPE, "orders", 1),
                                invocations.time,
                                invocations.time,
                                Optional.empty()))
                .orElseThrow();
    }

    /** One attempt; the next one counts on when this one fails. */
    LambdaBatch run() {
        RecordHandler handler = processor().open(this, new Next());
        try {
            records.forEach(handler::accept);
            handler.end();
        } catch (RuntimeException e) {
            attempt++;
            throw e;
        }
        return this;
    }

    private final class Next implements RecordHandler {
        @Override
        public void accept(ProcessedRecord record) {
            outcomes.add("ok:" + text(record));
            keys.add(record.keys());
        }

        @Override
        public void end() {
            ended++;
        }
    }

    private static String text(ProcessedRecord record) {
        return new String(record.copy(), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] invoke(Invocation invocation) {
        String event = new String(invocation.event(), 0, invocation.length(), StandardCharsets.UTF_8);
        events.add(event);
        return function.apply(event).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean knows(String arn) {
        return true;
    }

    @Override
    public UUID id() {
        return new UUID(0, 7);
    }

    @Override
    public int partsDone() {
        return done;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void partPassed() {}

    @Override
    public void partDone() {
        done++;
        attempt = 1;
    }

    @Override
    public void drop(ProcessedRecord record) {
        outcomes.add("dropped:" + text(record));
    }

    @Override
    public void fail(ProcessedRecord record, ProcessingFailure failure) {
        outcomes.add(failure.errorCode() + ':' + text(record));
        failures.add(failure);
    }
}
