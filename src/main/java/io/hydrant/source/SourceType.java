package io.hydrant.source;

import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;

/** A kind of source: all that Hydrant asks of it. Thread-safe. */
public interface SourceType {
    /** The type of the streams that have this source. */
    SourceKind kind();

    /**
     * Looks at what a new stream wants to read.
     *
     * @param scope the account and Region of the delivery stream
     * @param stream its name
     * @param members the members of its {@code …SourceConfiguration}
     * @throws AwsException {@code InvalidArgumentException} if it can never be read
     */
    default void check(Scope scope, String stream, Map<String, Object> members) {
        // Nothing to look at.
    }

    /** The source of a stream; nothing is read yet. */
    Source open(SourceContext context);
}
