package io.hydrant.destination;

import java.util.Objects;

import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;

/** How an attempt to deliver a {@link RecordBatch} ended, for each of its records. */
public sealed interface DeliveryResult {
    /** Where it went, or was meant to go: {@code s3://bucket/key}, or a URL without its query; empty when nothing was tried. */
    String location();

    /** How many of the records that were tried have arrived. */
    default int arrived(int tried) {
        return this instanceof Failed f
                ? tried - f.failed().count() - f.refused().count() - f.lost().count()
                : tried;
    }

    /**
     * Every record of the attempt arrived.
     *
     * @param location where: {@code s3://bucket/key}, or the URL without its query
     * @param bytes what was written, after compression
     */
    record Delivered(String location, long bytes) implements DeliveryResult {}

    /**
     * Some records of the attempt did not arrive. Those that are in none of {@code failed}, {@code lost} and {@code
     * refused} did.
     *
     * @param location where they were meant to go
     * @param errorCode as CloudWatch Logs names it, such as {@code S3.NoSuchBucket}
     * @param message a sentence that helps
     * @param next what becomes of those that failed
     * @param failed those that did not arrive, 1 or more, anywhere in the batch
     * @param lost those that the destination has lost for good meanwhile, for a reason of their own; nobody sends them again
     * @param refused those that the destination never takes, and that go to the error output at once, whatever becomes of the
     *     others
     * @param errors why, for each record of which that is known
     */
    record Failed(
            String location,
            String errorCode,
            String message,
            Next next,
            RecordSet failed,
            RecordSet lost,
            RecordSet refused,
            RecordErrors errors)
            implements DeliveryResult {
        public Failed {
            Objects.requireNonNull(next, "next");
            boolean apart = failed.and(lost).isEmpty()
                    && failed.and(refused).isEmpty()
                    && lost.and(refused).isEmpty();
            if (failed.isEmpty() || !apart) {
                throw new IllegalArgumentException("Failed are " + failed + ", lost " + lost + ", refused " + refused);
            }
        }

        /** A failure by which some records are lost, for the same reason each. */
        public Failed(String location, String errorCode, String message, Next next, RecordSet failed, RecordSet lost) {
            this(location, errorCode, message, next, failed, lost, RecordSet.none(failed.size()), RecordErrors.NONE);
        }

        /** A failure by which no other records are lost. */
        public Failed(String location, String errorCode, String message, Next next, RecordSet failed) {
            this(location, errorCode, message, next, failed, RecordSet.none(failed.size()));
        }
    }

    /** The next step for records that did not arrive. */
    enum Next {
        /** They are tried again until the destination's time is over. */
        RETRY,
        /** They go to the error output at once. */
        ERROR_OUTPUT,
        /** They are lost, as AWS documents for this failure. */
        DISCARD
    }
}
