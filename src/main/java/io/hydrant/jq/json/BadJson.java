package io.hydrant.jq.json;

/** Why bytes are no JSON, as jq 1.6 says it. */
public final class BadJson extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadJson(String message) {
        super(message, null, false, false);
    }
}
