package io.hydrant.node;

import java.util.concurrent.CompletableFuture;

import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;

/**
 * A call that is not answered yet.
 *
 * @param until when a node must lead at the latest, by the machine's running clock
 * @param losses how many nodes had it and have gone
 */
record Call(HttpRequest request, CompletableFuture<HttpResponse> answer, long until, int losses) {
    /** It gets the answer of another, which is given up when this one is answered. */
    void answerAs(CompletableFuture<HttpResponse> other) {
        CompletableFuture<?> unused = other.whenComplete((done, failure) -> {
            if (failure == null) {
                answer.complete(done);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        unused = answer.whenComplete((done, failure) -> other.cancel(true));
    }
}
