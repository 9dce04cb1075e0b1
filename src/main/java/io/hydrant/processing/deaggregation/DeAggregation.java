package io.hydrant.processing.deaggregation;

import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.Processor;
import io.hydrant.processing.RecordHandler;

/**
 * Takes each record apart; every part has the arrival of the whole. A part that is no record goes to the error output, the others go
 * on: a guess. A record of more than 500 parts goes on whole, as reported of AWS; so does one without any.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-multirecord-deaggergation.html">Apply dynamic
 *     partitioning to aggregated data</a>
 */
final class DeAggregation implements Processor {
    /** As MetadataExtraction would refuse it, and so reported. */
    private static final ProcessingFailure NOT_JSON = ProcessingFailure.of(
                    "DynamicPartitioning.MetadataExtractionFailed", "Non JSON record provided")
            .to("metadata-extraction-failed");

    private final Separator separator;

    DeAggregation(Separator separator) {
        this.separator = separator;
    }

    @Override
    public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
        Parts parts = new Parts();
        return new RecordHandler() {
            @Override
            public void accept(ProcessedRecord record) {
                parts.clear();
                separator.separate(record.data(), record.offset(), record.length(), parts);
                if (parts.tooMany() || parts.count() == 0) {
                    next.accept(record);
                    return;
                }
                for (int i = 0; i < parts.count(); i++) {
                    ProcessedRecord part = parts.count() == 1
                            ? record.withData(record.data(), parts.from(i), parts.length(i))
                            : record.part(parts.from(i), parts.length(i));
                    if (parts.isRecord(i)) {
                        next.accept(part);
                    } else {
                        attempt.fail(part.asPut(), NOT_JSON);
                    }
                }
            }

            @Override
            public void end() {
                next.end();
            }
        };
    }
}
