package io.hydrant.destination.splunk;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.hydrant.destination.BackedUpSpec;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.receiver.Counterparts;
import io.hydrant.time.Pauses;

/** The Splunk destination. */
public final class SplunkType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.withAcknowledgements("DeliveryToSplunk");

    private final DestinationRules rules = new SplunkRules();
    private final SplunkReceiver receiver = new SplunkReceiver();
    private final Counterparts counterparts;
    private final Pauses pauses;
    private final Supplier<UUID> channels;

    /**
     * @param counterparts say who is asked for an endpoint
     * @param pauses between two questions for an acknowledgement
     * @param channels where the ids of data channels come from
     */
    public SplunkType(Counterparts counterparts, Pauses pauses, Supplier<UUID> channels) {
        this.counterparts = counterparts;
        this.pauses = pauses;
        this.channels = channels;
    }

    @Override
    public String awsName() {
        return "Splunk";
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
        return Optional.of(new Spec(SplunkSettings.read(members)));
    }

    private final class Spec extends BackedUpSpec {
        private final SplunkSettings settings;

        Spec(SplunkSettings settings) {
            super(settings);
            this.settings = settings;
        }

        @Override
        public int invocationsAtOnce() {
            return 10;
        }

        @Override
        public Destination open(DestinationContext context) {
            Collector collector = new Collector(
                    settings,
                    context,
                    () -> counterparts.of(
                            settings.endpoint().toString(), settings.endpoint(), context.origin(), receiver),
                    channels.get());
            return new SplunkDestination(settings, context, collector, pauses);
        }
    }
}
