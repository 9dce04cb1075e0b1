package io.hydrant.service.s3.embedded.api.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a query, decoded; the first of a name counts. */
public final class Params {
    private final Map<String, String> values = new LinkedHashMap<>();

    public Params(String query) {
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            if (end < 0) {
                end = query.length();
            }
            String pair = query.substring(start, end);
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                values.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
            start = end + 1;
        }
    }

    private static String decoded(String text) {
        return PercentCode.decode(text, true).orElse(text);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value, or an empty text. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    Set<String> names() {
        return values.keySet();
    }

    Map<String, String> all() {
        return Map.copyOf(values);
    }
}
