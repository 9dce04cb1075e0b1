package io.hydrant.processing.metadata;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.hydrant.jq.JqException;
import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.Processor;
import io.hydrant.processing.RecordHandler;

/**
 * Gives each record the partition keys that a query finds in it. A record without them goes to the error output.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html">Understand partitioning
 *     keys</a>
 */
final class MetadataExtraction implements Processor {
    /** Reported of AWS. */
    static final String ERROR_CODE = "DynamicPartitioning.MetadataExtractionFailed";

    /** Reported of AWS: the part of the key of an error object that tells its kind. */
    static final String OUTPUT_TYPE = "metadata-extraction-failed";

    /** Reported of AWS. */
    static final String NOT_JSON = "Non JSON record provided";

    private static final JsonFactory JSON = new JsonFactory();

    private final LazyQuery query;

    MetadataExtraction(LazyQuery query) {
        this.query = query;
    }

    @Override
    public RecordHandler open(BatchAttempt attempt, RecordHandler next) {
        return new RecordHandler() {
            @Override
            public void accept(ProcessedRecord record) {
                Map<String, String> keys;
                try {
                    keys = ExtractedKeys.of(query.run(record.data(), record.offset(), record.length()));
                } catch (JqException | MetadataException e) {
                    String message = isJson(record) ? String.valueOf(e.getMessage()) : NOT_JSON;
                    attempt.fail(
                            record.asPut(),
                            ProcessingFailure.of(ERROR_CODE, message).to(OUTPUT_TYPE));
                    return;
                }
                next.accept(record.withKeys(record.keys().withQuery(keys)));
            }

            @Override
            public void end() {
                next.end();
            }
        };
    }

    /** Whether a record is one JSON value; asked of those that failed alone. */
    private static boolean isJson(ProcessedRecord record) {
        try (JsonParser parser = JSON.createParser(record.data(), record.offset(), record.length())) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }
}
