package io.hydrant.aws;

/** What a call needs cannot be had for now, as with a full disk. The message is a sentence; the call has changed nothing. */
public abstract class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    protected UnavailableException(String message) {
        super(message);
    }

    protected UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
