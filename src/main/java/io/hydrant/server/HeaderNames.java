package io.hydrant.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.undertow.util.HttpString;

/** Undertow's form of header names, which knows its hash; made once for each name that the code uses. Thread-safe. */
final class HeaderNames {
    private static final int MOST = 256;
    private static final Map<String, HttpString> NAMES = new ConcurrentHashMap<>();

    private HeaderNames() {}

    static HttpString of(String name) {
        HttpString known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        HttpString made = new HttpString(name);
        if (NAMES.size() < MOST) {
            NAMES.put(name, made);
        }
        return made;
    }
}
