package io.hydrant.http;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** One family of requests on the port. Implementations are safe for use by several threads. */
public interface HttpEndpoint {
    /** Whether this endpoint answers the request; asked in the order of the {@link Router}. */
    boolean owns(RequestHead head);

    /**
     * Answers on a worker thread, where waiting is allowed. Never throws for bad input: that is an answer too.
     *
     * @throws NoAnswerException when the client gets no answer
     */
    HttpResponse answer(HttpRequest request);

    /**
     * Answers on the I/O thread if that takes no waiting. Empty means that nothing has been changed and that
     * {@link #answerLater} is to be asked on a worker.
     */
    default Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        return Optional.empty();
    }

    /** Whether {@link #park} is asked in place of {@link #answerAtOnce}. */
    default boolean parks() {
        return false;
    }

    /**
     * Answers on the I/O thread, at once or when what the request waits for has happened; no thread waits, and no client cancels the
     * answer. Empty as with {@link #answerAtOnce}.
     */
    default Optional<CompletableFuture<HttpResponse>> park(HttpRequest request) {
        return answerAtOnce(request).map(CompletableFuture::completedFuture);
    }

    /**
     * Answers on a worker thread, or later where the request waits for something that may take long: no thread waits then. The
     * server cancels the answer when the client has gone. The answer fails with {@link NoAnswerException} when the client gets none.
     */
    default CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        return CompletableFuture.completedFuture(answer(request));
    }

    /** The longest body this endpoint takes of such a request, in bytes; empty leaves the bound to the server. */
    default OptionalLong maxBody(RequestHead head) {
        return OptionalLong.empty();
    }

    /** About how many bytes of memory a body of {@code length} bytes takes until it is answered, its own included. */
    default long weight(RequestHead head, long length) {
        return length;
    }

    /** The answer to a request whose body is longer than {@code bound} bytes; the connection is closed after it. */
    default HttpResponse bodyTooLong(RequestHead head, long bound) {
        return HttpResponse.of(413, "text/plain", Refusals.tooLong(bound));
    }

    /** The answer to a request for which there is no memory at the moment. */
    default HttpResponse noRoom(RequestHead head) {
        return HttpResponse.of(503, "text/plain", Refusals.NO_ROOM);
    }

    /** Whether the request is answered only under a host name that no stranger can own; see {@link HostNames}. */
    default boolean isPrivate(RequestHead head) {
        return false;
    }

    /** The answer to a request that {@link WebPages} refuses; {@code sentence} has the reason. */
    default HttpResponse forbidden(RequestHead head, String sentence) {
        return HttpResponse.of(403, "text/plain", sentence);
    }
}
