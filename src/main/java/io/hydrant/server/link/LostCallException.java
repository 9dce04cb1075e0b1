package io.hydrant.server.link;

/** A call that gets no answer from its node. */
public final class LostCallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean sent;

    LostCallException(boolean sent) {
        super(sent ? "The connection has ended" : "There is no connection", null, false, false);
        this.sent = sent;
    }

    /** Whether the node may have applied it. */
    public boolean isSent() {
        return sent;
    }
}
