package io.hydrant.delivery.http;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.hydrant.delivery.Outcome;
import io.hydrant.delivery.Outcome.Then;
import io.hydrant.delivery.Parcel;
import io.hydrant.delivery.Shipment;
import io.hydrant.delivery.http.HttpEndpointDestination.Route;
import io.hydrant.time.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * A parcel on its way to an endpoint, as one request after the other. What is through is not sent again; the request that
 * failed keeps its id, and the requests after it wait for it.
 *
 * <p>An answer of 413 loses the records of its own request only: the requests after it are sent.
 */
final class HttpShipment implements Shipment {
    /** How long an endpoint may take to answer, by the clock that can be moved. */
    static final Duration TIME_OUT = Duration.ofMinutes(3);

    private final Route route;
    private @Nullable UUID requestId;
    private @Nullable Verdict loss;
    private int through;
    private int lost;
    private int told;
    private long written;

    HttpShipment(Route route) {
        this.route = route;
    }

    @Override
    public Outcome attempt(Parcel parcel) {
        Parcel rest = parcel.without(through);
        Run run = new Run(rest.bytes());
        rest.forEach((arrival, data, offset, length) -> run.add(data, offset, length));
        run.send();
        String location = route.request().location();
        Verdict failure = run.failure;
        if (failure != null) {
            told = lost;
            return new Outcome.Failed(
                    location, failure.errorCode(), failure.message(), failure.then(), through - lost, lost);
        }
        Verdict because = loss;
        if (because != null && lost > told) {
            return new Outcome.Failed(
                    location, because.errorCode(), because.message(), Then.DROP, through - lost, lost);
        }
        return new Outcome.Delivered(location, written);
    }

    /** One attempt: fills a body, sends it, goes on with the next until one fails. */
    private final class Run {
        private long bytesLeft;
        private @Nullable RequestBody body;

        @Nullable
        Verdict failure;

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
            Verdict verdict = post(id, filled);
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

    private Verdict post(UUID id, RequestBody body) {
        Secrets secrets = route.request().secrets();
        HttpRequest request;
        try {
            request = route.request().with(id, body);
        } catch (IllegalArgumentException e) {
            return Verdict.unsendable();
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
            return Verdict.of(answer.get(), id.toString(), secrets);
        } catch (ExecutionException e) {
            return Verdict.of(e.getCause() == null ? e : e.getCause(), request.uri(), secrets);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            return Verdict.of(e, request.uri(), secrets);
        } finally {
            timeOut.cancel();
        }
    }
}
