package io.hydrant.firehose.encryption;

import java.time.Duration;

/** Hears what came of giving up all grants of a stream that is being deleted: one of three. */
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
