package io.hydrant.node;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.hydrant.http.FormedEndpoint;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;

/**
 * An endpoint of the node that leads. Calls that wait when the term ends wait for what ends with it, so another node is to answer
 * them. Thread-safe.
 */
final class Served implements FormedEndpoint {
    private final HttpEndpoint target;
    private final Waiting waiting;

    Served(HttpEndpoint target, Waiting waiting) {
        this.target = target;
        this.waiting = waiting;
    }

    /** The calls of a term that wait. */
    static final class Waiting {
        private final Set<Call> calls = ConcurrentHashMap.newKeySet();
        private final Consumer<Call> lost;
        private volatile boolean over;

        /** @param lost takes a call that this node does not answer any more */
        Waiting(Consumer<Call> lost) {
            this.lost = lost;
        }

        private void add(Call call) {
            calls.add(call);
            CompletableFuture<?> unused = call.answer().whenComplete((done, failure) -> calls.remove(call));
            if (over) {
                lose(call);
            }
        }

        private void lose(Call call) {
            if (calls.remove(call)) {
                lost.accept(call);
            }
        }

        /** The term has ended. */
        void end() {
            over = true;
            calls.forEach(this::lose);
        }
    }

    @Override
    public RequestForm form(RequestHead head) {
        return target;
    }

    @Override
    public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        CompletableFuture<HttpResponse> later;
        try {
            later = target.answerLater(request);
        } catch (NoAnswerException e) {
            later = CompletableFuture.failedFuture(e);
        }
        if (later.isDone()) {
            return later;
        }
        Call call = new Call(request, new CompletableFuture<>(), 0, 0);
        call.answerAs(later);
        waiting.add(call);
        return call.answer();
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        return target.answer(request);
    }

    @Override
    public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        return target.answerAtOnce(request);
    }

    @Override
    public boolean parks() {
        return target.parks();
    }

    @Override
    public Optional<CompletableFuture<HttpResponse>> park(HttpRequest request) {
        return target.park(request);
    }

    @Override
    public long weight(RequestHead head, long length) {
        return target.weight(head, length);
    }
}
