package io.hydrant.http;

import java.util.Objects;

/** A whole request. The body is not copied: nobody changes it. */
public record HttpRequest(RequestHead head, byte[] body) {
    public HttpRequest {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(body, "body");
    }
}
