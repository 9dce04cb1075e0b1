package io.hydrant.firehose.configuration.member;

import io.hydrant.aws.AwsException;

/** One rule of a configuration. */
public final class Rule {
    private Rule() {}

    /**
     * Does nothing when the rule holds.
     *
     * @throws AwsException {@code InvalidArgumentException} with {@code refusal}
     */
    public static void require(boolean holds, String refusal) {
        if (!holds) {
            throw new AwsException(ConfigurationErrors.invalidArgument(refusal));
        }
    }
}
