package io.hydrant.store;

import io.hydrant.aws.UnavailableException;

/** A store cannot be opened, read or written; the message is a sentence for the user. */
public final class StoreException extends UnavailableException {
    private static final long serialVersionUID = 1;

    private final boolean closed;

    public StoreException(String message) {
        this(message, false);
    }

    private StoreException(String message, boolean closed) {
        super(message);
        this.closed = closed;
    }

    /** The store was closed, as when Hydrant stops. */
    public static StoreException ofClosed() {
        return new StoreException("The store is closed.", true);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
        this.closed = false;
    }

    /** Whether the store was closed. */
    public boolean isClosed() {
        return closed;
    }
}
