package io.hydrant.firehose.encryption;

import java.time.Duration;

/** Receives the outcome when all grants of a deleted stream are given up: one of three. */
public interface Closing {
    /** How long to wait before another try. */
    Duration RETRY = GrantRetirement.RETRY;

    /** For those who need not know. */
    Closing UNHEARD = new Closing() {};

    /** The stream holds no grant any more. */
    default void closed() {}

    /** A grant cannot be retired. */
    default void refused(FailureDescription why) {}

    /** KMS does not answer, and may do so later. */
    default void unavailable() {}
}
