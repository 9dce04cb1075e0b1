package io.hydrant.server;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.http.WebPages;
import io.hydrant.memory.Share;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.channels.StreamSourceChannel;

/**
 * The way of one request: head, body, answer at once on the I/O thread or, where the endpoint has to wait, on a worker.
 * Longer than 300 lines, because all ways of a request fork in one place.
 */
final class Exchanges implements HttpHandler, ExchangeCompletionListener {
    private static final Logger log = LoggerFactory.getLogger(Exchanges.class);
    private static final byte[] NO_BODY = {};
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 64;

    private final Routes routes;
    private final WebPages pages;
    private final Workers workers;
    private final Workers control;
    private final long maxBodyBytes;
    private final long stallSeconds;
    private final Share bodies;
    private final Set<LaterAnswer> waits = ConcurrentHashMap.newKeySet();
    private final InFlight inFlight;

    /**
     * @param control the workers of private endpoints: they go on when all others wait for the clock, which a control call moves
     */
    Exchanges(
            Routes routes,
            WebPages pages,
            Workers workers,
            Workers control,
            long maxBodyBytes,
            long stallSeconds,
            Share bodies,
            InFlight inFlight) {
        this.routes = routes;
        this.pages = pages;
        this.workers = workers;
        this.control = control;
        this.maxBodyBytes = maxBodyBytes;
        this.stallSeconds = stallSeconds;
        this.bodies = bodies;
        this.inFlight = inFlight;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        inFlight.begin();
        exchange.addExchangeCompleteListener(this);
        if (isFinishing()) {
            exchange.setPersistent(false);
        }
        HttpEndpoint endpoint;
        ExchangeHead head = new ExchangeHead(exchange);
        try {
            endpoint = routes.route(head);
            Optional<String> refusal = pages.refusal(head, endpoint.isPrivate(head));
            if (refusal.isPresent()) {
                forbid(exchange, endpoint.forbidden(head, refusal.get()));
                return;
            }
        } catch (RuntimeException | Error e) {
            Answers.send(exchange, Answers.failure(head, e), workers);
            return;
        }
        if (exchange.isRequestComplete()) {
            Invitation.then(exchange, () -> answer(exchange, endpoint, new HttpRequest(head, NO_BODY)));
            return;
        }
        long length;
        try {
            length = exchange.getRequestContentLength();
        } catch (NumberFormatException e) {
            Answers.refuse(exchange, 400);
            return;
        }
        if (length == 0) { // over HTTP/2 the end of an empty body may come later
            Invitation.then(exchange, () -> answer(exchange, endpoint, new HttpRequest(head, NO_BODY)));
            return;
        }
        long bound = Math.min(endpoint.maxBody(head).orElse(maxBodyBytes), LONGEST_ARRAY);
        if (length > bound) {
            Answers.refuse(exchange, endpoint.bodyTooLong(head, bound), exchange.getRequestChannel());
            return;
        }
        BodyReader reader =
                new BodyReader(exchange, length, bound, stallSeconds, new Body(exchange, endpoint, head, bound));
        Invitation.then(exchange, reader::read);
    }

    /** Refuses a request without looking at its body. */
    private void forbid(HttpServerExchange exchange, HttpResponse refusal) {
        if (exchange.isRequestComplete()) {
            Answers.send(exchange, refusal, workers);
        } else {
            Answers.refuse(exchange, refusal, exchange.getRequestChannel());
        }
    }

    /** What happens to a request once its body is there or failed. */
    private final class Body implements BodyReader.Ends {
        private final HttpServerExchange exchange;
        private final HttpEndpoint endpoint;
        private final RequestHead head;
        private final long bound;

        Body(HttpServerExchange exchange, HttpEndpoint endpoint, RequestHead head, long bound) {
            this.exchange = exchange;
            this.endpoint = endpoint;
            this.head = head;
            this.bound = bound;
        }

        @Override
        public void whole(byte[] body) {
            answer(exchange, endpoint, new HttpRequest(head, body));
        }

        @Override
        public void tooLong(StreamSourceChannel channel) {
            Answers.refuse(exchange, endpoint.bodyTooLong(head, bound), channel);
        }

        @Override
        public void noRoom(StreamSourceChannel channel) {
            Answers.refuse(exchange, endpoint.noRoom(head), channel);
        }

        @Override
        public void failed(StreamSourceChannel channel, Throwable cause) {
            Answers.refuse(exchange, Answers.failure(head, cause), channel);
        }

        @Override
        public Reservation reservation() {
            return Reservation.of(exchange, bodies);
        }

        @Override
        public long weight(long length) {
            return endpoint.weight(head, length);
        }
    }

    private void answer(HttpServerExchange exchange, HttpEndpoint endpoint, HttpRequest request) {
        if (endpoint.parks()) {
            park(exchange, endpoint, request);
            return;
        }
        Optional<HttpResponse> answer;
        try {
            answer = endpoint.answerAtOnce(request);
        } catch (RuntimeException | Error e) {
            failed(exchange, endpoint, request.head(), e);
            return;
        }
        if (answer.isPresent()) {
            send(exchange, endpoint, request.head(), answer.get());
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> handOver(exchange, endpoint, request));
        }
    }

    private void park(HttpServerExchange exchange, HttpEndpoint endpoint, HttpRequest request) {
        Optional<CompletableFuture<HttpResponse>> parked;
        try {
            parked = endpoint.park(request);
        } catch (RuntimeException | Error e) {
            failed(exchange, endpoint, request.head(), e);
            return;
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            if (parked.isEmpty()) {
                handOver(exchange, endpoint, request);
            } else {
                new ParkedAnswer(exchange, parked.get(), (answer, failure) -> {
                            if (answer != null) {
                                send(exchange, endpoint, request.head(), answer);
                            } else {
                                failed(exchange, endpoint, request.head(), Objects.requireNonNull(failure));
                            }
                        })
                        .start();
            }
        });
    }

    /** Runs on the I/O thread once Undertow has let the exchange go. */
    private void handOver(HttpServerExchange exchange, HttpEndpoint endpoint, HttpRequest request) {
        try {
            workersOf(endpoint, request.head()).execute(() -> answerOnWorker(exchange, endpoint, request));
        } catch (RejectedExecutionException e) {
            Answers.refuse(exchange, 503);
        }
    }

    private Workers workersOf(HttpEndpoint endpoint, RequestHead head) {
        return endpoint.isPrivate(head) ? control : workers;
    }

    private void answerOnWorker(HttpServerExchange exchange, HttpEndpoint endpoint, HttpRequest request) {
        CompletableFuture<HttpResponse> later;
        try {
            later = endpoint.answerLater(request);
        } catch (RuntimeException | Error e) {
            failed(exchange, endpoint, request.head(), e);
            return;
        }
        if (later.isDone() && !later.isCompletedExceptionally()) {
            send(exchange, endpoint, request.head(), later.join());
            return;
        }
        LaterAnswer wait = new LaterAnswer(exchange, later, (answer, failure) -> {
            if (answer != null) {
                workersOf(endpoint, request.head()).execute(() -> send(exchange, endpoint, request.head(), answer));
            } else {
                failed(exchange, endpoint, request.head(), Objects.requireNonNull(failure));
            }
        });
        waits.add(wait);
        CompletableFuture<?> unused = later.whenComplete((answer, failure) -> waits.remove(wait));
        wait.start();
        if (isFinishing()) {
            wait.stop();
        }
    }

    /** Sends {@code answer}; a long one only when there is memory for it until the client has taken it. */
    private void send(HttpServerExchange exchange, HttpEndpoint endpoint, RequestHead head, HttpResponse answer) {
        boolean room = answer.length() <= Reservation.UNCOUNTED
                || Reservation.of(exchange, bodies).take(answer.length());
        Answers.send(exchange, room ? answer : endpoint.noRoom(head), workers);
    }

    private void failed(HttpServerExchange exchange, HttpEndpoint endpoint, RequestHead head, Throwable cause) {
        Throwable root =
                cause instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : cause;
        if (root instanceof NoAnswerException none) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> Unanswered.end(exchange, none.ending(), waits));
        } else if (root instanceof OutOfMemoryError) {
            log.error("The heap is used up request={}: start Hydrant with a larger heap (-Xmx)", head);
            Answers.send(exchange, endpoint.noRoom(head), workers);
        } else {
            Answers.send(exchange, Answers.failure(head, root), workers);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        inFlight.end();
        nextListener.proceed();
    }

    /** Whether the server stops. */
    boolean isFinishing() {
        return inFlight.isFinishing();
    }

    /** From now on connections are not kept, and what waits without an end is not waited for. */
    void finish() {
        inFlight.finish();
        waits.forEach(LaterAnswer::stop);
    }
}
