package io.hydrant.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.hydrant.http.RequestHead;

/** A request's head from literals. */
record TestHead(String method, String query, Map<String, String> headers) implements RequestHead {
    static TestHead post() {
        return new TestHead("POST", "", Map.of());
    }

    /** A POST of AWS JSON 1.1. */
    static TestHead json(String target) {
        return post().with("Content-Type", "application/x-amz-json-1.1").with("X-Amz-Target", target);
    }

    TestHead with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new TestHead(method, query, more);
    }

    TestHead method(String other) {
        return new TestHead(other, query, headers);
    }

    TestHead query(String other) {
        return new TestHead(method, other, headers);
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
