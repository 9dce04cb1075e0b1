package io.hydrant.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

import io.hydrant.destination.JsonText;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The line about a record that could not be processed, in the objects under {@code processing-failed}. Its members and their order
 * were recorded on AWS by others.
 */
final class FailedRecordLine {
    private FailedRecordLine() {}

    /** The line in place of {@code record}, with its end. */
    static ProcessedRecord of(ProcessedRecord record, ProcessingFailure why, Instant end) {
        byte[] data = Base64.getEncoder()
                .encode(
                        record.offset() == 0 && record.length() == record.data().length
                                ? record.data()
                                : record.copy());
        byte[] before = "{\"rawData\":\"".getBytes(UTF_8);
        byte[] after = ("\",\"errorCode\":" + JsonText.quoted(why.errorCode())
                        + ",\"errorMessage\":" + JsonText.quoted(why.errorMessage())
                        + ",\"attemptsMade\":" + why.attemptsMade()
                        + ",\"arrivalTimestamp\":" + record.source().arrival().toEpochMilli()
                        + ",\"attemptEndingTimestamp\":" + end.toEpochMilli()
                        + why.lambdaArn()
                                .map(arn -> ",\"lambdaARN\":" + JsonText.quoted(arn))
                                .orElse("")
                        + "}\n")
                .getBytes(UTF_8);
        byte[] line = Arrays.copyOf(before, before.length + data.length + after.length);
        System.arraycopy(data, 0, line, before.length, data.length);
        System.arraycopy(after, 0, line, before.length + data.length, after.length);
        return record.withData(line);
    }
}
