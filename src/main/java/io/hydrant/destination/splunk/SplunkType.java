package io.hydrant.destination.splunk;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;

/** The Splunk destination. Hydrant delivers nothing to it yet. */
public final class SplunkType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToSplunk");

    private final DestinationRules rules = new SplunkRules();

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
}
