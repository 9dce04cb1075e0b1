package io.hydrant.destination;

import io.hydrant.record.RecordBatch;

/** How an attempt to deliver a {@link RecordBatch} ended. */
public sealed interface DeliveryResult {
    /** Where it went, or was meant to go: {@code s3://bucket/key}, or a URL without its query; empty when nothing was tried. */
    String location();

    /**
     * All of it arrived, but for what an earlier attempt has said to be lost.
     *
     * @param location where: {@code s3://bucket/key}, or the URL without its query
     * @param bytes what was written, after compression
     */
    record Delivered(String location, long bytes) implements DeliveryResult {}

    /**
     * Some of it did not arrive.
     *
     * @param location where it was meant to go
     * @param errorCode as CloudWatch Logs names it, such as {@code S3.NoSuchBucket}
     * @param message a sentence that helps
     * @param then what becomes of the rest
     * @param delivered how many records did arrive, in this attempt or an earlier one of the same transfer
     * @param lost how many the destination has lost for good, likewise; these and the delivered ones come first in the batch and
     *     are not sent again
     */
    record Failed(String location, String errorCode, String message, Then then, int delivered, int lost)
            implements DeliveryResult {
        /** A failure by which nothing is lost before {@code then} says so. */
        public Failed(String location, String errorCode, String message, Then then, int delivered) {
            this(location, errorCode, message, then, delivered, 0);
        }
    }

    /** What becomes of records that did not arrive. */
    enum Then {
        /** They are tried again until the destination's time is over. */
        RETRY,
        /** They go to the error output at once. */
        GIVE_UP,
        /** They are lost, as AWS documents for this failure. */
        DROP
    }
}
