package io.hydrant.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An answer. {@code Content-Length}, {@code Date} and {@code Connection} are the server's business.
 *
 * @param body the bytes from index 0 up to {@code length}; not copied
 */
public record HttpResponse(int status, Map<String, String> headers, byte[] body, int length) {
    public HttpResponse {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    public HttpResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, body.length);
    }

    /** An answer with a text in UTF-8. */
    public static HttpResponse of(int status, String contentType, String text) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    /** This answer with one more header. */
    public HttpResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, body, length);
    }
}
