package io.hydrant.service.kinesis.embedded.api.stream;

import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamSettings;

/** The bounds of a retention. */
final class Retention {
    /** A year, by the API page; it was a week when the texts were recorded. */
    private static final int MOST = 8760;

    private Retention() {}

    static void check(int hours) {
        if (hours < StreamSettings.DEFAULT_RETENTION) {
            throw KinesisErrors.invalid("Minimum allowed retention period is " + StreamSettings.DEFAULT_RETENTION
                    + " hours. Requested retention period (" + hours + " hours) is too short.");
        }
        if (hours > MOST) {
            throw KinesisErrors.invalid("Maximum allowed retention period is " + MOST
                    + " hours. Requested retention period (" + hours + " hours) is too long.");
        }
    }

    /** The beginning of both refusals of the wrong direction. */
    static String requested(int hours, StreamDescription stream) {
        return "Requested retention period (" + hours + " hours) for stream " + stream.name() + " can not be ";
    }

    /** The end of both. */
    static String than(StreamDescription stream) {
        return " than existing retention period (" + stream.settings().retentionHours() + " hours). Use ";
    }
}
