package io.hydrant.server;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.memory.Share;
import io.hydrant.server.link.CallTaker;

/**
 * The way of one call of another node: as {@link Exchanges} has it for a request of a client. What the other node has checked, such as
 * the web page that asks and the length of the body, is not checked again.
 */
final class LinkedCalls implements CallTaker {
    private final Routes routes;
    private final Workers workers;
    private final Workers control;
    private final Share bodies;
    private final InFlight inFlight;

    LinkedCalls(Routes routes, Workers workers, Workers control, Share bodies, InFlight inFlight) {
        this.routes = routes;
        this.workers = workers;
        this.control = control;
        this.bodies = bodies;
        this.inFlight = inFlight;
    }

    @Override
    public Taken take(RequestHead head, int length) {
        HttpEndpoint endpoint = routes.route(head);
        long weight = length <= Reservation.UNCOUNTED ? 0 : endpoint.weight(head, length);
        boolean room = weight == 0 || bodies.takeOrAlone(weight);
        inFlight.begin();
        return new OneCall(endpoint, room ? weight : 0, room);
    }

    private final class OneCall implements Taken {
        private final HttpEndpoint endpoint;
        private final boolean room;
        private long weight;

        OneCall(HttpEndpoint endpoint, long weight, boolean room) {
            this.endpoint = endpoint;
            this.weight = weight;
            this.room = room;
        }

        @Override
        public boolean hasRoom() {
            return room;
        }

        @Override
        public CompletableFuture<HttpResponse> answer(HttpRequest request) {
            if (!room) {
                return CompletableFuture.completedFuture(endpoint.noRoom(request.head()));
            }
            CompletableFuture<HttpResponse> answer;
            try {
                answer = begin(request);
            } catch (RuntimeException | Error e) {
                answer = CompletableFuture.failedFuture(e);
            }
            CompletableFuture<HttpResponse> whole = new CompletableFuture<>();
            CompletableFuture<HttpResponse> own = answer;
            CompletableFuture<?> unused = answer.whenComplete((done, failure) -> {
                if (failure == null) {
                    whole.complete(counted(request.head(), done));
                } else {
                    fail(request.head(), failure, whole);
                }
            });
            unused = whole.whenComplete((done, failure) -> own.cancel(true));
            return whole;
        }

        private CompletableFuture<HttpResponse> begin(HttpRequest request) {
            Optional<CompletableFuture<HttpResponse>> atOnce = endpoint.parks()
                    ? endpoint.park(request).map(CompletableFuture::copy) // a cancellation stays with the copy
                    : endpoint.answerAtOnce(request).map(CompletableFuture::completedFuture);
            return atOnce.orElseGet(() -> later(request));
        }

        private CompletableFuture<HttpResponse> later(HttpRequest request) {
            CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
            try {
                (endpoint.isPrivate(request.head()) ? control : workers).execute(() -> onWorker(request, answer));
            } catch (RejectedExecutionException e) {
                answer.complete(endpoint.unavailable(request.head(), "Too many requests wait."));
            }
            return answer;
        }

        private void onWorker(HttpRequest request, CompletableFuture<HttpResponse> answer) {
            try {
                CompletableFuture<HttpResponse> later = endpoint.answerLater(request);
                CompletableFuture<?> unused = later.whenComplete((done, failure) -> {
                    if (failure == null) {
                        answer.complete(done);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
                unused = answer.whenComplete((done, failure) -> later.cancel(true));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        }

        /** The answer, or a refusal when there is no memory for it until the other node has taken it. */
        private HttpResponse counted(RequestHead head, HttpResponse answer) {
            if (answer.streamed().isPresent()) {
                return Answers.failure(head, new IllegalStateException("A long answer stays with its node"));
            }
            if (answer.length() <= Reservation.UNCOUNTED) {
                return answer;
            }
            if (!bodies.take(answer.length())) {
                return endpoint.noRoom(head);
            }
            synchronized (this) {
                weight += answer.length();
            }
            return answer;
        }

        private void fail(RequestHead head, Throwable failure, CompletableFuture<HttpResponse> whole) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof NoAnswerException || whole.isDone()) {
                whole.completeExceptionally(cause);
            } else if (cause instanceof OutOfMemoryError) {
                whole.complete(endpoint.noRoom(head));
            } else {
                whole.complete(Answers.failure(head, cause));
            }
        }

        @Override
        public synchronized void over() {
            bodies.give(weight);
            weight = 0;
            inFlight.end();
        }
    }
}
