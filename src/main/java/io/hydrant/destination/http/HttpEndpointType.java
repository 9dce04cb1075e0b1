package io.hydrant.destination.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.hydrant.destination.BackedUpSpec;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.http.client.HttpSender;

/** The HTTP endpoint destination. */
public final class HttpEndpointType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToHttpEndpoint");

    private static final SourceNumbers SOURCE_NUMBERS = new SourceNumbers();

    private final DestinationRules rules = new HttpEndpointRules();
    private final HttpSender sender;
    private final Function<URI, Optional<URI>> addresses;
    private final Supplier<UUID> ids;

    /**
     * @param sender brings requests to all endpoints
     * @param addresses where requests to a URL go; empty if they go nowhere
     * @param ids where a request's id comes from
     */
    public HttpEndpointType(HttpSender sender, Function<URI, Optional<URI>> addresses, Supplier<UUID> ids) {
        this.sender = sender;
        this.addresses = addresses;
        this.ids = ids;
    }

    @Override
    public String awsName() {
        return "HttpEndpoint";
    }

    @Override
    public DestinationRules rules() {
        return rules;
    }

    @Override
    public DeliveryMetrics metrics() {
        return METRICS;
    }

    @Override
    public Optional<DestinationSpec> read(Map<String, Object> members) {
        return Optional.of(new Spec(EndpointSettings.read(members)));
    }

    private final class Spec extends BackedUpSpec {
        private final EndpointSettings settings;

        Spec(EndpointSettings settings) {
            super(settings);
            this.settings = settings;
        }

        @Override
        public boolean tellsOrigins() {
            return true;
        }

        @Override
        public Destination open(DestinationContext context) {
            return new HttpEndpointDestination(
                    settings,
                    context.origin(),
                    sender,
                    addresses,
                    context.clock(),
                    context.scheduler(),
                    context.turns(),
                    ids,
                    failure -> context.buckets()
                            .openForFailures(
                                    settings.bucket(),
                                    context.origin(),
                                    "http-endpoint-failed",
                                    SOURCE_NUMBERS,
                                    failure));
        }
    }
}
