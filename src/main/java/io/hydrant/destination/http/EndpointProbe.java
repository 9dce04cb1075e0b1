package io.hydrant.destination.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.HttpSender;
import io.hydrant.time.TimeLimit;

/** Requests to one endpoint, written and judged as those of a delivery are, for a caller that looks at each answer itself. */
public final class EndpointProbe {
    private final EndpointRequest form;

    /** @param origin whose requests they look like */
    public EndpointProbe(EndpointSettings settings, StreamVersion origin) {
        this.form = EndpointRequest.of(settings, origin);
    }

    /**
     * A request with as many of the records as fit into it.
     *
     * @param address where it goes
     * @param at the time that its body has
     * @param expectedBytes of the records; a guess costs only time
     * @return empty if the URL or a header cannot be sent
     */
    public Optional<HttpRequest> request(
            URI address, UUID id, Instant at, Iterable<byte[]> records, long expectedBytes) {
        RequestBody body = form.newBody(id, at.toEpochMilli(), expectedBytes);
        for (byte[] data : records) {
            if (!body.fits(data.length)) {
                break;
            }
            body.add(data, 0, data.length);
        }
        body.finish();
        try {
            return Optional.of(form.with(address, id, body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Sends {@code request}, waits for its answer and judges it. */
    public EndpointExchange post(HttpSender sender, HttpRequest request, UUID id, TimeLimit limit) {
        return EndpointExchange.post(sender, request, id.toString(), form.secrets(), limit);
    }

    /** The result of a request that cannot be sent. */
    public static EndpointExchange unsendable(UUID id) {
        return EndpointExchange.unanswered(id.toString(), ResponseClassification.unsendable());
    }

    /** The result of a request to a host that Hydrant does not connect to. */
    public static EndpointExchange withheld(UUID id) {
        return EndpointExchange.unanswered(id.toString(), ResponseClassification.withheld());
    }

    /** The URL without its user and its query. */
    public String location() {
        return form.location();
    }
}
