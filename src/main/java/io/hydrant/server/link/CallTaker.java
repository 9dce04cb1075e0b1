package io.hydrant.server.link;

import java.util.concurrent.CompletableFuture;

import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;

/** Answers calls of other nodes. Called on I/O threads, where nothing waits. */
public interface CallTaker {
    /** One call. Used by one thread at a time until its body is there. */
    interface Taken {
        /** Whether there is memory for the body. If not, {@link #answer} gets none, and answers so. */
        boolean hasRoom();

        /**
         * Answers the call, now or later, on any thread. It fails with {@link io.hydrant.http.NoAnswerException} when the client is to
         * get no answer. It is cancelled when the client has gone.
         */
        CompletableFuture<HttpResponse> answer(HttpRequest request);

        /** The answer is on its way, or nothing waits for it any more. */
        void over();
    }

    /**
     * Takes a call whose body follows.
     *
     * @param length of the body, in bytes
     */
    Taken take(RequestHead head, int length);
}
