package io.hydrant.http;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One family of requests on the port. Implementations are safe for use by several threads. */
public interface HttpEndpoint {
    /** Whether this endpoint answers the request; asked in the order of the {@link Router}. */
    boolean owns(RequestHead head);

    /** Answers on a worker thread, where waiting is allowed. Never throws for bad input: that is an answer too. */
    HttpResponse answer(HttpRequest request);

    /**
     * Answers on the I/O thread if that takes no waiting. Empty means that nothing has been changed and that
     * {@link #answer} is to be asked on a worker.
     */
    default Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        return Optional.empty();
    }

    /** The longest body this endpoint takes of such a request, in bytes; empty leaves the bound to the server. */
    default OptionalLong maxBody(RequestHead head) {
        return OptionalLong.empty();
    }

    /** The answer to a request whose body is longer than the bound; the connection is closed after it. */
    default HttpResponse bodyTooLong(RequestHead head) {
        return new HttpResponse(413, Map.of());
    }
}
