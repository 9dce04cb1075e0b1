package io.hydrant.destination.http;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.Destination;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.http.client.HttpSender;
import io.hydrant.time.Scheduler;

/**
 * An HTTP endpoint that records are posted to. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">request and response</a>
 */
public final class HttpEndpointDestination implements Destination {
    private final Route route;
    private final Duration retryFor;
    private final Function<Failure, Destination> errorOutput;

    /**
     * @param origin whose records
     * @param sender brings requests to all endpoints
     * @param addresses where requests to a URL go; empty if they go nowhere
     * @param turns when records may be read
     * @param ids where a request's id comes from
     * @param errorOutput where undeliverable records go
     */
    public HttpEndpointDestination(
            EndpointSettings spec,
            StreamVersion origin,
            HttpSender sender,
            Function<URI, Optional<URI>> addresses,
            InstantSource clock,
            Scheduler scheduler,
            CpuPermits turns,
            Supplier<UUID> ids,
            Function<Failure, Destination> errorOutput) {
        this.route =
                new Route(EndpointRequest.of(spec, origin), origin, sender, addresses, clock, scheduler, turns, ids);
        this.retryFor = spec.retryFor();
        this.errorOutput = errorOutput;
    }

    @Override
    public Transfer begin() {
        return begin(Map.of());
    }

    @Override
    public Transfer begin(Map<String, String> settled) {
        return new HttpTransfer(route, settled);
    }

    @Override
    public Duration retryFor() {
        return retryFor;
    }

    @Override
    public Optional<Destination> errorOutput(Failure failure) {
        return Optional.of(errorOutput.apply(failure));
    }

    /** What all transfers to one endpoint have in common. */
    record Route(
            EndpointRequest request,
            StreamVersion origin,
            HttpSender sender,
            Function<URI, Optional<URI>> addresses,
            InstantSource clock,
            Scheduler scheduler,
            CpuPermits turns,
            Supplier<UUID> ids) {}

    @Override
    public boolean mayHang() {
        return true;
    }
}
