package io.hydrant.http.client;

import java.net.http.HttpRequest;
import java.util.concurrent.ExecutionException;

import io.hydrant.time.TimeLimit;
import io.hydrant.time.TimeOutException;

/** Brings a request to the one who answers it: a server, or what plays it. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface HttpSender {
    /**
     * Sends {@code request} and waits for its answer; when the wait ends, so does the request.
     *
     * @param largest more bytes of the answer's body are not read
     * @throws TimeOutException when the limit is over
     * @throws ExecutionException with what failed as its cause
     */
    Answer post(HttpRequest request, int largest, TimeLimit limit)
            throws TimeOutException, ExecutionException, InterruptedException;
}
