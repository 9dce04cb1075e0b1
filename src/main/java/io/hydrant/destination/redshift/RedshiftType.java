package io.hydrant.destination.redshift;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;

/** The Redshift destination. Hydrant delivers nothing to it yet. */
public final class RedshiftType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToRedshift");

    private final DestinationRules rules = new RedshiftRules();

    @Override
    public String awsName() {
        return "Redshift";
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
