package io.hydrant.jq.filter;

/** The end of a run, as {@code halt} and {@code halt_error} ask for it; the message is empty without an error. */
public final class Halt extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isError;

    public Halt(boolean isError, String message) {
        super(message, null, false, false);
        this.isError = isError;
    }

    public boolean isError() {
        return isError;
    }
}
