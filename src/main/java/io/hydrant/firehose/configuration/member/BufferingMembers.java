package io.hydrant.firehose.configuration.member;

import java.time.Duration;
import java.util.Map;

import io.hydrant.record.BufferingHints;

/** {@code BufferingHints}, which almost every destination has. */
public final class BufferingMembers {
    private static final long MEBIBYTE = 1 << 20;

    private BufferingMembers() {}

    /** The structure for such a buffer. */
    public static Map<String, Object> of(int seconds, int mebibytes) {
        return Map.of("IntervalInSeconds", seconds, "SizeInMBs", mebibytes);
    }

    /** The hints of a configuration; 5 MiB and 300 seconds where it does not say. */
    public static BufferingHints read(Map<String, Object> configuration) {
        Map<String, Object> hints = Members.structure(configuration, "BufferingHints");
        return new BufferingHints(
                Members.number(hints, "SizeInMBs").orElse(5) * MEBIBYTE,
                Duration.ofSeconds(Members.number(hints, "IntervalInSeconds").orElse(300)));
    }
}
