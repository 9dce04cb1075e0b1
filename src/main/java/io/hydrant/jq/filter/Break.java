package io.hydrant.jq.filter;

/** The way out of a {@code label}; each entry of a label makes its own. */
public final class Break extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Break() {
        super(null, null, false, false);
    }
}
