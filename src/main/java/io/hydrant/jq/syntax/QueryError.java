package io.hydrant.jq.syntax;

/** Why a text is no query. */
public final class QueryError extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueryError(String message) {
        super(message, null, false, false);
    }
}
