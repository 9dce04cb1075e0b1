package io.hydrant.node;

import java.util.Optional;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;

/** Answers calls of other nodes while this one does not lead: they are to ask the one that does. Stateless. */
final class NotLeading implements HttpEndpoint {
    /** No call of a client is answered so. */
    private static final int MISDIRECTED = 421;

    @Override
    public boolean owns(RequestHead head) {
        return true;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        return answer();
    }

    @Override
    public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        return Optional.of(answer());
    }

    static HttpResponse answer() {
        return HttpResponse.of(MISDIRECTED, "text/plain", "This node does not lead.");
    }

    /** Whether {@code answer} is one of these. */
    static boolean is(HttpResponse answer) {
        return answer.status() == MISDIRECTED;
    }
}
