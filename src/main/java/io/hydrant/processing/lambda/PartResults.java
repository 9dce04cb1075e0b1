package io.hydrant.processing.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingException;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.RecordHandler;
import io.hydrant.processing.lambda.RecordAnswer.Verdict;
import io.hydrant.service.lambda.FunctionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to the records of the part at hand, in their order. For one thread. */
final class PartResults {
    private static final Logger log = LoggerFactory.getLogger(LambdaProcessor.class);

    private static final byte[] NOTHING = {};

    private final LambdaSettings settings;
    private final String stream;
    private final BatchAttempt attempt;
    private final RecordHandler next;
    private final List<String> ids = new ArrayList<>();

    /** The records without their bytes, which the event holds. */
    private final List<ProcessedRecord> expected = new ArrayList<>();

    PartResults(LambdaSettings settings, String stream, BatchAttempt attempt, RecordHandler next) {
        this.settings = settings;
        this.stream = stream;
        this.attempt = attempt;
        this.next = next;
    }

    int partsDone() {
        return attempt.partsDone();
    }

    /** A part has no more bytes of records, unless its one record has. */
    long largestPart() {
        return settings.hints().bytes();
    }

    void expect(String id, ProcessedRecord record) {
        ids.add(id);
        expected.add(record.withData(NOTHING));
    }

    /** The ids of the part's records, in order. */
    List<String> ids() {
        return ids;
    }

    /** The function has answered. */
    void answered(FunctionAnswer answer, EventBody event) {
        for (int i = 0; i < expected.size(); i++) {
            Verdict verdict = answer.of(i);
            if (verdict instanceof Verdict.Ok ok) {
                ProcessedRecord record = expected.get(i).withData(ok.data());
                next.accept(
                        ok.keys().isEmpty()
                                ? record
                                : record.withKeys(record.keys().withLambda(ok.keys())));
            } else if (verdict instanceof Verdict.Failed failed) {
                fail(i, failed.error(), event);
            } else {
                attempt.drop(record(i, event));
            }
        }
    }

    /**
     * The function has not answered.
     *
     * @throws ProcessingException if it is to be asked again
     */
    void failed(FunctionException failure, EventBody event) {
        LambdaError error = LambdaError.of(failure);
        if (attempt.attempt() <= settings.retries()) {
            throw new ProcessingException(error.code(), failure.sentence());
        }
        log.warn(
                "Function failed stream={} function={} attempts={} records={} code={} why={}",
                stream,
                settings.function(),
                attempt.attempt(),
                expected.size(),
                error.code(),
                failure.sentence());
        failAll(error, event);
    }

    /** One record alone is larger than Lambda takes. */
    void tooLarge(EventBody event) {
        failAll(LambdaError.tooLarge(event.length()), event);
    }

    private void failAll(LambdaError error, EventBody event) {
        for (int i = 0; i < expected.size(); i++) {
            fail(i, error, event);
        }
    }

    private void fail(int index, LambdaError error, EventBody event) {
        attempt.fail(
                record(index, event),
                new ProcessingFailure(
                        error.code(),
                        error.message(),
                        attempt.attempt(),
                        Optional.of(settings.function().qualified())));
    }

    /** The record as the function got it. */
    private ProcessedRecord record(int index, EventBody event) {
        return expected.get(index).withData(event.data(index));
    }

    void partPassed() {
        attempt.partPassed();
    }

    void partDone() {
        ids.clear();
        expected.clear();
        attempt.partDone();
    }

    void end() {
        next.end();
    }
}
