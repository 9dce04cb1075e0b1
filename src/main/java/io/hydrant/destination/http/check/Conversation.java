package io.hydrant.destination.http.check;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.http.EndpointExchange;
import io.hydrant.destination.http.EndpointProbe;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.http.client.HttpSender;
import io.hydrant.time.TimeLimit;

/** All requests of one check. Thread-safe. */
final class Conversation {
    private final CheckOptions options;
    private final StreamVersion origin;
    private final URI address;
    private final HttpPoster poster;
    private final Tools tools;
    private final EndpointProbe probe;

    @GuardedBy("this")
    private final List<Duration> answers = new ArrayList<>();

    private final AtomicInteger timeOuts = new AtomicInteger();

    /** @param address where requests to the endpoint's URL go */
    Conversation(CheckOptions options, StreamVersion origin, URI address, HttpPoster poster, Tools tools) {
        this.options = options;
        this.origin = origin;
        this.address = address;
        this.poster = poster;
        this.tools = tools;
        this.probe = options.form().probe(options.url(), origin);
    }

    CheckOptions options() {
        return options;
    }

    URI address() {
        return address;
    }

    Tools tools() {
        return tools;
    }

    UUID newId() {
        return tools.ids().get();
    }

    /** A request of its own id, sent and answered. */
    Timed deliver(Form form, List<byte[]> records) {
        UUID id = newId();
        Optional<HttpRequest> request = request(form, id, records);
        Timed timed = request.isPresent() ? post(request.get(), id) : unsendable(id);
        note(timed);
        return timed;
    }

    /** The request that Firehose would send; empty if it cannot be sent. */
    Optional<HttpRequest> request(Form form, UUID id, List<byte[]> records) {
        long bytes = records.isEmpty() ? 0 : (long) records.size() * records.get(0).length;
        return form.probe(options.url(), origin)
                .request(address, id, tools.clock().instant(), records, Math.min(bytes, form.bodyLimit()));
    }

    /** Any request, sent and answered. */
    Timed post(HttpRequest request, UUID id) {
        return post(request, id, poster);
    }

    /** The same; {@code reader} runs what begins to read the body of the answer. */
    Timed post(HttpRequest request, UUID id, Executor reader) {
        return post(request, id, (sent, largest, limit) -> poster.post(sent, largest, limit, reader));
    }

    private Timed post(HttpRequest request, UUID id, HttpSender sender) {
        TimeLimit limit = new TimeLimit(tools.clock(), tools.scheduler(), options.timeout(), "time out check", "");
        long begun = tools.nanos().getAsLong();
        EndpointExchange exchange = probe.post(sender, request, id, limit);
        Timed timed = new Timed(exchange, Duration.ofNanos(tools.nanos().getAsLong() - begun));
        if (timed.isTimeOut()) {
            timeOuts.incrementAndGet();
        }
        return timed;
    }

    static Timed unsendable(UUID id) {
        return new Timed(EndpointProbe.unsendable(id), Duration.ZERO);
    }

    private synchronized void note(Timed timed) {
        if (timed.exchange().answer().isPresent()) {
            answers.add(timed.took());
        }
    }

    /** How many requests had no answer in time. */
    int timeOuts() {
        return timeOuts.get();
    }

    /** How fast ordinary requests were answered. */
    synchronized CheckReport.Timing timing() {
        if (answers.isEmpty()) {
            return CheckReport.Timing.NONE;
        }
        List<Duration> sorted = answers.stream().sorted().toList();
        return new CheckReport.Timing(
                sorted.size(),
                sorted.get((sorted.size() - 1) / 2).toMillis(),
                sorted.get((sorted.size() * 99 + 99) / 100 - 1).toMillis());
    }
}
