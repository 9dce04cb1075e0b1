package io.hydrant.firehose.configuration.member;

import java.time.Duration;
import java.util.Map;

/** {@code RetryOptions}, which every destination but a bucket has. */
public final class RetryMembers {
    private RetryMembers() {}

    /** The structure for trying again for so long. */
    public static Map<String, Object> of(int seconds) {
        return Map.of("DurationInSeconds", seconds);
    }

    /** For how long a configuration tries again; 300 seconds where it does not say. */
    public static Duration read(Map<String, Object> configuration) {
        return Duration.ofSeconds(Members.number(Members.structure(configuration, "RetryOptions"), "DurationInSeconds")
                .orElse(300));
    }
}
