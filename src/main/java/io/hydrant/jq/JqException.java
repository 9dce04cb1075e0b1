package io.hydrant.jq;

/** A text that is no query or no JSON, or a query that failed; the message is jq's. */
public final class JqException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JqException(String message) {
        super(message);
    }

    JqException(String message, Throwable cause) {
        super(message, cause);
    }
}
