package io.hydrant.destination.snowflake;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;

/** The Snowflake destination. Hydrant delivers nothing to it yet. */
public final class SnowflakeType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToSnowflake");

    private final DestinationRules rules = new SnowflakeRules();

    @Override
    public String awsName() {
        return "Snowflake";
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
