package io.hydrant.aws;

import java.util.Objects;

/** The one exception that crosses layers: an {@link AwsError} on its way to the client. */
public final class AwsException extends RuntimeException {
    private final transient AwsError error;

    public AwsException(AwsError error) {
        super(error.code() + error.message().map(m -> ": " + m).orElse(""), null, false, false);
        this.error = Objects.requireNonNull(error, "error");
    }

    /** The error that the client receives. */
    public AwsError error() {
        return error;
    }
}
