package io.hydrant.firehose.encryption;

import java.time.Duration;

/**
 * How encryption behaves in time and towards callers.
 *
 * @param startDuration how long {@code ENABLING} lasts
 * @param stopDuration how long {@code DISABLING} lasts
 * @param lag from a new status until records follow it; AWS: up to 5 s
 * @param callerCheck the rule of 2026 for callers of PutRecord
 */
public record EncryptionSettings(
        Duration startDuration, Duration stopDuration, Duration lag, CallerKmsCheck callerCheck) {
    /**
     * Whether callers of PutRecord and PutRecordBatch need {@code kms:GenerateDataKey} and {@code kms:Decrypt} on a customer
     * managed key. AWS demands it for streams created from 20 April 2026 on, and for all streams from 28 February 2027.
     */
    public enum CallerKmsCheck {
        /** They are refused without. */
        ENFORCE,
        /** A log line and an event report that AWS would refuse them. */
        REPORT,
        /** The permissions are not checked. */
        OFF
    }
}
