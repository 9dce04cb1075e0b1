package io.hydrant.processing.decompression;

import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.Processor;
import io.hydrant.processing.RecordHandler;

/**
 * Unpacks each record. One that is not in gzip format goes to the error output of its own as it is; the others go on.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/decomp-faq.html">Troubleshoot decompression in Firehose</a>
 */
final class Decompression implements Processor {
    /** Documented. */
    static final String OUTPUT_TYPE = "decompression-failed";

    /** A guess: AWS documents that there is a code, and not which. */
    static final String ERROR_CODE = "Decompression.Failed";

    @Override
    public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
        GzipReader reader = new GzipReader();
        return new RecordHandler() {
            @Override
            public void accept(ProcessedRecord record) {
                try {
                    reader.read(record.data(), record.offset(), record.length());
                } catch (GzipException e) {
                    String message = String.valueOf(e.getMessage());
                    attempt.fail(
                            record, ProcessingFailure.of(ERROR_CODE, message).to(OUTPUT_TYPE));
                    return;
                }
                next.accept(record.unpacked(reader.bytes(), 0, reader.size()));
            }

            @Override
            public void end() {
                reader.close();
                next.end();
            }
        };
    }
}
