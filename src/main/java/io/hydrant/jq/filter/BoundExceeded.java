package io.hydrant.jq.filter;

/** The query took more steps, memory or depth than a run may; {@code try} does not catch it. */
public final class BoundExceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BoundExceeded(String message) {
        super(message, null, false, false);
    }
}
