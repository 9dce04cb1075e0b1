package io.hydrant.fault.hop;

import io.hydrant.aws.Arn;

/** Names of delivery streams. */
final class Streams {
    private Streams() {}

    /** The name in the ARN of a delivery stream. */
    static String name(Arn stream) {
        return stream.resource().substring(stream.resource().lastIndexOf('/') + 1);
    }
}
