package io.hydrant.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One family of requests on the port. Implementations are safe for use by several threads. */
public interface HttpEndpoint extends RequestForm {
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

    /** About how many bytes of memory a body of {@code length} bytes takes until it is answered, its own included. */
    default long weight(RequestHead head, long length) {
        return length;
    }
}
