package io.hydrant.processing.delimiter;

import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.Processor;
import io.hydrant.processing.RecordHandler;

/**
 * Puts a delimiter behind each record, whatever it ends with.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_Processor.html">Processor</a>
 */
final class AppendDelimiter implements Processor {
    private final byte[] delimiter;

    AppendDelimiter(byte[] delimiter) {
        this.delimiter = delimiter.clone();
    }

    @Override
    public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
        return new RecordHandler() {
            private byte[] buffer = new byte[0];

            @Override
            public void accept(ProcessedRecord record) {
                int length = record.length() + delimiter.length;
                if (buffer.length < length) {
                    buffer = new byte[length + length / 2];
                }
                System.arraycopy(record.data(), record.offset(), buffer, 0, record.length());
                System.arraycopy(delimiter, 0, buffer, record.length(), delimiter.length);
                next.accept(record.withData(buffer, 0, length));
            }

            @Override
            public void end() {
                next.end();
            }
        };
    }
}
