package io.hydrant.firehose.api;

import java.util.List;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.FirehoseErrors;

/**
 * How the Firehose operations take configurations that Hydrant does not implement.
 *
 * @param strict whether they are refused; otherwise they are stored, shown, and warned about
 */
public record FirehoseOptions(boolean strict) {
    /**
     * The warnings to keep with a stream.
     *
     * @throws AwsException {@code InvalidArgumentException} naming the member, when there is one and we are strict
     */
    List<String> accepted(List<String> unsupported) {
        if (strict && !unsupported.isEmpty()) {
            throw new AwsException(FirehoseErrors.invalidArgument(String.join("; ", unsupported)));
        }
        return unsupported;
    }
}
