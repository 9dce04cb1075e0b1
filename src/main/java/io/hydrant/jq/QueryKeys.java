package io.hydrant.jq;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The keys of the object that a {@code MetadataExtractionQuery} makes: {@code a} and {@code b} of {@code {a:.x, b:.y}}. */
public final class QueryKeys {
    private final String query;
    private final Set<String> keys = new LinkedHashSet<>();
    private int at = 1;

    private QueryKeys(String query) {
        this.query = query;
    }

    /** The keys; empty when the query is no plain object, so that they are unknown until it runs. */
    public static Optional<Set<String>> of(String query) {
        String text = query.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return Optional.empty();
        }
        QueryKeys reader = new QueryKeys(text);
        return reader.read() ? Optional.of(reader.keys) : Optional.empty();
    }

    private boolean read() {
        while (true) {
            skipSpace();
            if (query.charAt(at) == '}') {
                return at == query.length() - 1;
            }
            int start = at;
            if (query.charAt(at) == '"') {
                skipString();
                keys.add(query.substring(start + 1, at - 1));
            } else {
                while (Character.isLetterOrDigit(query.charAt(at)) || query.charAt(at) == '_') {
                    at++;
                }
                if (at == start) {
                    return false;
                }
                keys.add(query.substring(start, at));
            }
            if (!skipValue()) {
                return false;
            }
        }
    }

    private void skipSpace() {
        while (Character.isWhitespace(query.charAt(at))) {
            at++;
        }
    }

    /** Goes behind the comma that ends a value, or to the brace that ends the object. */
    private boolean skipValue() {
        int depth = 0;
        while (at < query.length()) {
            char c = query.charAt(at);
            if (c == '"') {
                skipString();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}')) {
                at += c == ',' ? 1 : 0;
                return true;
            }
            if (c == '{' || c == '[' || c == '(') {
                depth++;
            } else if (c == '}' || c == ']' || c == ')') {
                depth--;
            }
            at++;
        }
        return false;
    }

    private void skipString() {
        at++;
        while (at < query.length() - 1 && query.charAt(at) != '"') {
            at += query.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, query.length() - 1);
    }
}
