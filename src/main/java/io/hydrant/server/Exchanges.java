package io.hydrant.server;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.Router;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.SameThreadExecutor;

/**
 * The way of one request: head, body, answer at once on the I/O thread or, where the endpoint has to wait, on a worker.
 */
final class Exchanges implements HttpHandler, ExchangeCompletionListener {
    private static final byte[] NO_BODY = {};
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 64;

    private final Router router;
    private final Workers workers;
    private final long maxBodyBytes;
    private final long stallSeconds;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean finishing;

    Exchanges(Router router, Workers workers, long maxBodyBytes, long stallSeconds) {
        this.router = router;
        this.workers = workers;
        this.maxBodyBytes = maxBodyBytes;
        this.stallSeconds = stallSeconds;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        inFlight.incrementAndGet();
        exchange.addExchangeCompleteListener(this);
        if (finishing) {
            exchange.setPersistent(false);
        }
        HttpEndpoint endpoint;
        ExchangeHead head = new ExchangeHead(exchange);
        try {
            endpoint = router.route(head);
        } catch (RuntimeException | Error e) {
            Answers.failed(exchange, head, e);
            return;
        }
        if (exchange.isRequestComplete()) {
            whenInvited(exchange, () -> answer(exchange, endpoint, new HttpRequest(head, NO_BODY)));
            return;
        }
        long length;
        try {
            length = exchange.getRequestContentLength();
        } catch (NumberFormatException e) {
            Answers.refuse(exchange, 400);
            return;
        }
        long bound = Math.min(endpoint.maxBody(head).orElse(maxBodyBytes), LONGEST_ARRAY);
        if (length > bound) {
            Answers.refuse(exchange, endpoint.bodyTooLong(head), exchange.getRequestChannel());
            return;
        }
        BodyReader reader = new BodyReader(
                exchange,
                length,
                bound,
                stallSeconds,
                body -> answer(exchange, endpoint, new HttpRequest(head, body)),
                channel -> Answers.refuse(exchange, endpoint.bodyTooLong(head), channel));
        whenInvited(exchange, reader::read);
    }

    /**
     * Goes on after {@code 100 Continue} where the client waits for it; even with an empty body, because botocore takes the
     * answer to its next request for garbage when it got none.
     */
    private static void whenInvited(HttpServerExchange exchange, Runnable next) {
        if (HttpContinue.requiresContinueResponse(exchange)) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> inviteBody(exchange, next));
        } else {
            next.run();
        }
    }

    private static void inviteBody(HttpServerExchange exchange, Runnable next) {
        HttpContinue.sendContinueResponse(exchange, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange invited, Sender sender) {
                next.run();
            }

            @Override
            public void onException(HttpServerExchange invited, Sender sender, IOException e) {
                Answers.abort(invited);
            }
        });
    }

    private void answer(HttpServerExchange exchange, HttpEndpoint endpoint, HttpRequest request) {
        Optional<HttpResponse> answer;
        try {
            answer = endpoint.answerAtOnce(request);
        } catch (RuntimeException | Error e) {
            Answers.failed(exchange, request.head(), e);
            return;
        }
        if (answer.isPresent()) {
            Answers.send(exchange, answer.get());
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> handOver(exchange, endpoint, request));
        }
    }

    /** Runs on the I/O thread once Undertow has let the exchange go. */
    private void handOver(HttpServerExchange exchange, HttpEndpoint endpoint, HttpRequest request) {
        try {
            workers.execute(() -> answerOnWorker(exchange, endpoint, request));
        } catch (RejectedExecutionException e) {
            Answers.refuse(exchange, 503);
        }
    }

    private void answerOnWorker(HttpServerExchange exchange, HttpEndpoint endpoint, HttpRequest request) {
        HttpResponse answer;
        try {
            answer = endpoint.answer(request);
        } catch (RuntimeException | Error e) {
            Answers.failed(exchange, request.head(), e);
            return;
        }
        Answers.send(exchange, answer);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        if (inFlight.decrementAndGet() == 0 && finishing) {
            idle.countDown();
        }
        nextListener.proceed();
    }

    int inFlight() {
        return inFlight.get();
    }

    /** From now on connections are not kept; waits until every request is answered, and tells whether that came true. */
    boolean finish(long time, TimeUnit unit) {
        finishing = true;
        try {
            return inFlight.get() == 0 || idle.await(time, unit) || inFlight.get() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
