package io.hydrant.resource;

/** A table that cannot be understood; the message is one sentence. */
public final class ResourceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public ResourceException(String sentence) {
        super(sentence);
    }
}
