package io.hydrant.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An answer. {@code Content-Length}, {@code Date} and {@code Connection} are the server's business.
 *
 * @param body the bytes from index 0 up to {@code length}; not copied
 * @param streamed the body when it is too long for one array; {@code length} is 0 then. Only for answers of a worker
 */
public record HttpResponse(
        int status, Map<String, String> headers, byte[] body, int length, Optional<StreamedBody> streamed) {
    private static final byte[] EMPTY = {};

    public HttpResponse {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(streamed, "streamed");
    }

    public HttpResponse(int status, Map<String, String> headers, byte[] body, int length) {
        this(status, headers, body, length, Optional.empty());
    }

    /** An answer whose body is written piece by piece. */
    public HttpResponse(int status, Map<String, String> headers, StreamedBody streamed) {
        this(status, headers, EMPTY, 0, Optional.of(streamed));
    }

    /** An answer without a body. */
    public HttpResponse(int status, Map<String, String> headers) {
        this(status, headers, EMPTY, 0);
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
        return new HttpResponse(status, more, body, length, streamed);
    }
}
