package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.hydrant.destination.Purpose;
import io.hydrant.destination.StreamVersion;

/**
 * One attempt to deliver records: a line of the ledger.
 *
 * @param sequence rising; 0 before it is in the ledger
 * @param time when the attempt ended
 * @param origin whose records
 * @param purpose what the records went there for
 * @param location {@code s3://bucket/key}, or a URL without its query
 * @param records how many were to be delivered
 * @param bytes their bytes, before compression
 * @param arrived how many of them arrived by this attempt
 * @param lost how many of them are lost by this attempt: nobody will send them again
 * @param objectBytes what was written; 0 when nothing was
 * @param attempt 1 for the first
 * @param result how it ended
 * @param error why, when it failed
 * @param age how old the oldest record was
 * @param processed what became of the records, if they were processed; {@code arrived} is how many went on
 * @param took how long the attempt was under way
 */
public record DeliveryAttempt(
        long sequence,
        Instant time,
        StreamVersion origin,
        Purpose purpose,
        String location,
        int records,
        long bytes,
        int arrived,
        int lost,
        long objectBytes,
        int attempt,
        Result result,
        Optional<Cause> error,
        Duration age,
        Optional<Processed> processed,
        Duration took) {
    /** How an attempt ended. */
    public enum Result {
        /** All records arrived. */
        DELIVERED,
        /** Some did not, and will be tried again. */
        RETRYING,
        /** Some did not, and go to the error output. */
        GIVEN_UP,
        /** Some did not, and are lost. */
        DROPPED
    }

    /**
     * Why an attempt failed.
     *
     * @param code as CloudWatch Logs names it
     */
    public record Cause(String code, String message) {}

    /** This attempt with its number in the ledger. */
    DeliveryAttempt numbered(long number) {
        return new DeliveryAttempt(
                number,
                time,
                origin,
                purpose,
                location,
                records,
                bytes,
                arrived,
                lost,
                objectBytes,
                attempt,
                result,
                error,
                age,
                processed,
                took);
    }

    /** This attempt with another result for the rest. */
    DeliveryAttempt with(Result next) {
        return new DeliveryAttempt(
                sequence,
                time,
                origin,
                purpose,
                location,
                records,
                bytes,
                arrived,
                next == Result.DROPPED ? records - arrived : lost,
                objectBytes,
                attempt,
                next,
                error,
                age,
                processed,
                took);
    }
}
