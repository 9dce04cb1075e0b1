package io.hydrant.fault;

import java.util.Map;
import java.util.Objects;

import io.hydrant.aws.Scope;

/**
 * A call that is about to be made.
 *
 * @param maker who makes it
 * @param operation as AWS names it, such as {@code GenerateDataKey}
 * @param scope the account and Region that it is made for
 * @param about what else is known of it
 */
public record Call(Hop hop, Maker maker, String operation, Scope scope, Map<About, String> about) {
    /** Who makes a call. */
    public enum Maker {
        /** A client of Hydrant. */
        CLIENT,
        /** Firehose, for one of its streams. */
        FIREHOSE
    }

    /** What a call can be about. */
    public enum About {
        /** The name of the delivery stream. */
        STREAM,
        /** The ARN of the caller. */
        CALLER,
        /** The ARN of the KMS key. */
        KEY,
        /** The name of the bucket. */
        BUCKET,
        /** The URL that is asked. */
        URL
    }

    public Call {
        Objects.requireNonNull(hop, "hop");
        Objects.requireNonNull(maker, "maker");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(scope, "scope");
        about = Map.copyOf(about);
    }
}
