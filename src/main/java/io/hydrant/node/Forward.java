package io.hydrant.node;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.protocol.ErrorWriter;
import io.hydrant.store.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Hands calls to the node that leads. While none does, calls wait. A call that may have reached a node that then died is answered
 * 503, which SDKs try again; it is not sent twice. Thread-safe.
 */
final class Forward implements HttpEndpoint {
    /** Marks a call that comes from another node. */
    private static final String FORWARDED = "X-Hydrant-Forwarded";

    /** The answer of a node that does not lead to a call that another node has handed to it. */
    private static final int MISDIRECTED = 421;

    /** Longer than it takes another node to lead. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Between two ends of a connection, or about the page that asks, which this node has looked at. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "referer",
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "sec-fetch-user",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Set<Sent> underWay = ConcurrentHashMap.newKeySet();
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
    private final LongSupplier nanos;
    private final Supplier<Optional<Routes>> own;
    private final Supplier<Optional<Lease>> leader;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @param nanos the machine's running clock
     * @param own what this node runs, if it leads
     * @param leader the node that leads, as far as this one knows
     */
    Forward(LongSupplier nanos, Supplier<Optional<Routes>> own, Supplier<Optional<Lease>> leader) {
        this.nanos = nanos;
        this.own = own;
        this.leader = leader;
    }

    @Override
    public boolean owns(RequestHead head) {
        return true;
    }

    @Override
    public boolean isPrivate(RequestHead head) {
        return isControl(head);
    }

    private static boolean isControl(RequestHead head) {
        return head.path().equals("/_hydrant") || head.path().startsWith("/_hydrant/");
    }

    @Override
    public HttpResponse noRoom(RequestHead head) {
        return unavailable(head, "Slow down.");
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        return answerLater(request).join();
    }

    @Override
    public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        if (request.head().header(FORWARDED).isPresent()) {
            return CompletableFuture.completedFuture(
                    HttpResponse.of(MISDIRECTED, "text/plain", "This node does not lead."));
        }
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        attempt(new Call(request, answer, nanos.getAsLong() + PATIENCE.toNanos()));
        return answer;
    }

    private record Call(HttpRequest request, CompletableFuture<HttpResponse> answer, long until) {
        void gone() {
            answer.complete(unavailable(request.head(), "The node that leads has gone while it answered."));
        }

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

    /** A call that a node has, which may answer it. */
    private record Sent(String holder, Call call) {}

    /** Calls to other nodes than that of the lease are answered 503: those nodes stand still, or have gone. */
    void abandon(Optional<Lease> lease) {
        for (Sent each : underWay) {
            if (lease.filter(now -> now.holder().equals(each.holder())).isEmpty()) {
                each.call().gone();
            }
        }
    }

    private void attempt(Call call) {
        if (call.answer().isDone()) {
            return; // the client has gone
        }
        try {
            Optional<Routes> here = own.get();
            Optional<Lease> there = leader.get();
            if (here.isPresent()) {
                call.answerAs(here.get().route(call.request().head()).answerLater(call.request()));
            } else if (there.isPresent()) {
                send(call, there.get());
            } else {
                again(call);
            }
        } catch (RuntimeException e) {
            call.answer().completeExceptionally(e);
        }
    }

    /** Sends the calls that have waited for a node that leads. */
    void retry() {
        List<Call> all = new ArrayList<>();
        for (@Nullable Call next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        all.forEach(this::attempt);
    }

    private void again(Call call) {
        if (call.until() - nanos.getAsLong() <= 0) {
            call.answer().complete(unavailable(call.request().head(), "No node leads at the moment."));
        } else {
            waiting.add(call);
        }
    }

    private void send(Call call, Lease lease) {
        CompletableFuture<java.net.http.HttpResponse<byte[]>> sent =
                client.sendAsync(outgoing(call.request(), lease.address()), BodyHandlers.ofByteArray());
        Sent noted = new Sent(lease.holder(), call);
        underWay.add(noted);
        CompletableFuture<?> unused = sent.whenComplete((response, failure) -> {
            underWay.remove(noted);
            if (failure == null && response.statusCode() != MISDIRECTED) {
                call.answer().complete(incoming(response));
            } else if (failure == null || neverSent(failure)) {
                again(call);
            } else {
                call.answer()
                        .complete(
                                unavailable(call.request().head(), "The node that leads has gone while it answered."));
            }
        });
        unused = call.answer().whenComplete((done, failure) -> sent.cancel(true));
    }

    private static java.net.http.HttpRequest outgoing(HttpRequest request, String address) {
        RequestHead head = request.head();
        String query = head.query().isEmpty() ? "" : '?' + head.query();
        java.net.http.HttpRequest.Builder out = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://" + address + head.path() + query))
                .method(
                        head.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()))
                .header(FORWARDED, "1");
        for (String name : head.headerNames()) {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                head.header(name).ifPresent(value -> out.setHeader(name, value));
            }
        }
        return out.build();
    }

    private static HttpResponse incoming(java.net.http.HttpResponse<byte[]> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.get(0));
            }
        });
        return new HttpResponse(response.statusCode(), headers, response.body());
    }

    private static boolean neverSent(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }

    private static HttpResponse unavailable(RequestHead head, String sentence) {
        return isControl(head)
                ? HttpResponse.of(503, "application/json", "{\"error\":\"" + sentence + "\"}")
                : ErrorWriter.unavailable(head, sentence);
    }
}
