package io.hydrant.destination.http;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Then;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.http.HttpEndpointDestination.Route;
import io.hydrant.record.RecordBatch;
import io.hydrant.time.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to an endpoint, as one request after the other. What is through is not sent again; the request that
 * failed keeps its id, and the requests after it wait for it.
 *
 * <p>An answer of 413 loses the records of its own request only: the requests after it are sent.
 */
final class HttpTransfer implements Transfer {
    /** How long an endpoint may take to answer, by the clock that can be moved. */
    static final Duration TIME_OUT = Duration.ofMinutes(3);

    private final Route route;
    private @Nullable UUID requestId;
    private @Nullable ResponseClassification loss;
    private int through;
    private int lost;
    private int told;
    private long written;

    HttpTransfer(Route route) {
        this.route = route;
    }

    @Override
    public DeliveryResult attempt(RecordBatch batch) {
        RecordBatch rest = batch.without(through);
        Run run = new Run(rest.bytes());
        rest.forEach((arrival, data, offset, length) -> run.add(data, offset, length));
        run.send();
        String location = route.request().location();
        ResponseClassification failure = run.failure;
        if (failure != null) {
            told = lost;
            return new DeliveryResult.Failed(
                    location, failure.errorCode(), failure.message(), failure.then(), through - lost, lost);
        }
        ResponseClassification because = loss;
        if (because != null && lost > told) {
            return new DeliveryResult.Failed(
                    location, because.errorCode(), because.message(), Then.DROP, through - lost, lost);
        }
        return new DeliveryResult.Delivered(location, written);
    }

    /** One attempt: fills a body, sends it, goes on with the next until one fails. */
    private final class Run {
        private long bytesLeft;
        private @Nullable RequestBody body;

        @Nullable
        ResponseClassification failure;

        Run(long bytes) {
            this.bytesLeft = bytes;
        }

        void add(byte[] data, int offset, int length) {
            if (body != null && !body.fits(length)) {
                send();
            }
            if (failure != null) {
                return;
            }
            if (body == null) {
                requestId = requestId == null ? route.ids().get() : requestId;
                Instant now = route.clock().instant();
                body = route.request().newBody(requestId, now.toEpochMilli(), bytesLeft);
            }
            body.add(data, offset, length);
            bytesLeft -= length;
        }

        void send() {
            RequestBody filled = body;
            UUID id = requestId;
            if (filled == null || id == null || failure != null) {
                return;
            }
            body = null;
            filled.finish();
            ResponseClassification verdict = post(id, filled);
            if (!verdict.arrived() && verdict.then() != Then.DROP) {
                failure = verdict;
                return;
            }
            requestId = null;
            through += filled.records();
            if (verdict.arrived()) {
                written += filled.bytes();
            } else {
                lost += filled.records();
                loss = verdict;
            }
        }
    }

    private ResponseClassification post(UUID id, RequestBody body) {
        Secrets secrets = route.request().secrets();
        HttpRequest request;
        try {
            request = route.request().with(id, body);
        } catch (IllegalArgumentException e) {
            return ResponseClassification.unsendable();
        }
        Instant limit = route.clock().instant().plus(TIME_OUT);
        CompletableFuture<Answer> answer = route.poster().expect(route.origin());
        Cancellable timeOut = route.scheduler()
                .at(
                        limit,
                        "time out delivery of " + route.origin().stream(),
                        () -> answer.completeExceptionally(new TimeOutException()));
        try {
            route.poster().post(request, answer);
            return ResponseClassification.of(answer.get(), id.toString(), secrets);
        } catch (ExecutionException e) {
            return ResponseClassification.of(e.getCause() == null ? e : e.getCause(), request.uri(), secrets);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            return ResponseClassification.of(e, request.uri(), secrets);
        } finally {
            timeOut.cancel();
        }
    }
}
