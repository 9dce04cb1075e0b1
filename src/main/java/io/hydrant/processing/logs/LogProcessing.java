package io.hydrant.processing.logs;

import java.io.IOException;

import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.Processor;
import io.hydrant.processing.RecordHandler;

/**
 * Gives the messages of a record's log events, joined by newlines. A record without messages leaves no trace.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/Message_extraction.html">Extract messages</a>
 */
final class LogProcessing implements Processor {
    /** A guess, as is the output: AWS documents none. */
    static final String ERROR_CODE = "CloudWatchLogProcessing.Failed";

    @Override
    public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
        LogMessages messages = new LogMessages();
        return new RecordHandler() {
            @Override
            public void accept(ProcessedRecord record) {
                boolean any;
                try {
                    any = messages.read(record.data(), record.offset(), record.length());
                } catch (IOException notLogs) {
                    attempt.fail(
                            record.asPut(),
                            ProcessingFailure.of(ERROR_CODE, "The record holds no log events of CloudWatch Logs."));
                    return;
                }
                if (any) {
                    next.accept(record.withData(messages.joined()));
                } else {
                    attempt.drop(record);
                }
            }

            @Override
            public void end() {
                next.end();
            }
        };
    }
}
