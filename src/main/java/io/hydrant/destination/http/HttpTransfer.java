package io.hydrant.destination.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.http.HttpEndpointDestination.Route;
import io.hydrant.http.client.Secrets;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;
import io.hydrant.time.TimeLimit;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to an endpoint, as one request after the other. The request that failed keeps its id, and the requests after
 * it wait for it.
 *
 * <p>An answer of 413 loses the records of its own request only: the requests after it are sent.
 */
final class HttpTransfer implements Transfer {
    /** How long an endpoint may take to answer, by the clock that can be moved. */
    static final Duration TIME_OUT = Duration.ofMinutes(3);

    private static final String IDS = "ids";

    private final Route route;
    private @Nullable UUID requestId;

    /** What ids of requests are made of when they have to be the same in another process; null while they need not. */
    private @Nullable UUID seed;

    /** Updated with each answer, so that no record is sent again even if the attempt then breaks off. */
    private @Nullable RecordSet arrived;

    private @Nullable RecordSet lost;
    private @Nullable ResponseClassification loss;
    private long written;

    HttpTransfer(Route route, Map<String, String> settled) {
        this.route = route;
        String name = settled.get(IDS);
        this.seed = name == null ? null : UUID.fromString(name);
    }

    @Override
    public Map<String, String> settle(Instant oldestArrival) {
        seed = seed == null ? route.ids().get() : seed;
        return Map.of(IDS, seed.toString());
    }

    /** The id of the request that begins with the record at {@code first}. */
    private UUID newId(int first) {
        return seed == null
                ? route.ids().get()
                : UUID.nameUUIDFromBytes((seed + " " + first).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public DeliveryResult attempt(RecordBatch remaining) {
        RecordSet wanted = remaining.positions();
        Run run = new Run(remaining.only(left(wanted)));
        run.sendAll();
        String location = route.request().location();
        RecordSet none = RecordSet.none(wanted.size());
        RecordSet lostNow = lost == null ? none : lost.and(wanted);
        ResponseClassification failure = run.failure;
        if (failure != null) {
            return new DeliveryResult.Failed(
                    location, failure.errorCode(), failure.message(), failure.next(), left(wanted), lostNow);
        }
        ResponseClassification because = loss;
        if (because != null && !lostNow.isEmpty()) {
            return new DeliveryResult.Failed(
                    location, because.errorCode(), because.message(), Next.DISCARD, lostNow, none);
        }
        return new DeliveryResult.Delivered(location, written);
    }

    /** Those of {@code records} that have neither arrived nor been lost. */
    private RecordSet left(RecordSet records) {
        RecordSet left = arrived == null ? records : records.minus(arrived);
        return lost == null ? left : left.minus(lost);
    }

    /** One attempt: fills a body, sends it, goes on with the next until one fails. */
    private final class Run {
        private final RecordBatch batch;
        private long bytesLeft;
        private int first;
        private int last;
        private @Nullable RequestBody body;

        @Nullable
        ResponseClassification failure;

        Run(RecordBatch batch) {
            this.batch = batch;
            this.bytesLeft = batch.bytes();
        }

        void sendAll() {
            route.turns().run(this::read);
            send();
        }

        private void read() {
            batch.forEach((position, arrival, data, offset, length) -> add(position, data, offset, length));
        }

        private void add(int position, byte[] data, int offset, int length) {
            if (body != null && !body.fits(length)) {
                route.turns().rest(this::send);
            }
            if (failure != null) {
                return;
            }
            if (body == null) {
                requestId = requestId == null ? newId(position) : requestId;
                Instant now = route.clock().instant();
                body = route.request().newBody(requestId, now.toEpochMilli(), bytesLeft);
                first = position;
            }
            body.add(data, offset, length);
            last = position;
            bytesLeft -= length;
        }

        private void send() {
            RequestBody filled = body;
            UUID id = requestId;
            if (filled == null || id == null || failure != null) {
                return;
            }
            body = null;
            filled.finish();
            ResponseClassification verdict = post(id, filled);
            if (!verdict.arrived() && verdict.next() != Next.DISCARD) {
                failure = verdict;
                return;
            }
            requestId = null;
            RecordSet all = batch.positions();
            RecordSet sent = all.and(RecordSet.range(all.size(), first, last + 1));
            if (verdict.arrived()) {
                written += filled.bytes();
                arrived = arrived == null ? sent : arrived.plus(sent);
            } else {
                lost = lost == null ? sent : lost.plus(sent);
                loss = verdict;
            }
        }
    }

    private ResponseClassification post(UUID id, RequestBody body) {
        Secrets secrets = route.request().secrets();
        Optional<URI> address = route.addresses().apply(route.request().url());
        if (address.isEmpty()) {
            return ResponseClassification.withheld();
        }
        HttpRequest request;
        try {
            request = route.request().with(address.get(), id, body);
        } catch (IllegalArgumentException e) {
            return ResponseClassification.unsendable();
        }
        return EndpointExchange.post(route.sender(), request, id.toString(), secrets, limit())
                .verdict();
    }

    private TimeLimit limit() {
        return new TimeLimit(
                route.clock(),
                route.scheduler(),
                TIME_OUT,
                "time out delivery of " + route.origin().stream(),
                route.origin().arn());
    }
}
