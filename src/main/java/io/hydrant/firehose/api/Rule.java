package io.hydrant.firehose.api;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.FirehoseErrors;

/** One rule of a configuration. */
final class Rule {
    private Rule() {}

    /**
     * Does nothing when the rule holds.
     *
     * @throws AwsException {@code InvalidArgumentException} with {@code refusal}
     */
    static void require(boolean holds, String refusal) {
        if (!holds) {
            throw new AwsException(FirehoseErrors.invalidArgument(refusal));
        }
    }
}
