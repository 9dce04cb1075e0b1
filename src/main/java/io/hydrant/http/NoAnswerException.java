package io.hydrant.http;

import java.util.Objects;

/** A request that gets no answer, because its client is to see a connection that breaks off. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Ending ending;

    /** What happens to the connection. */
    public enum Ending {
        /** It is reset. */
        RESET,
        /** It is closed in the ordinary way. */
        CLOSE,
        /** It stays open until the client gives up, for a minute of the wall at most. */
        HANG
    }

    public NoAnswerException(Ending ending) {
        super("No answer: " + Objects.requireNonNull(ending, "ending"), null, false, false);
        this.ending = ending;
    }

    /** What happens to the connection. */
    public Ending ending() {
        return ending;
    }
}
