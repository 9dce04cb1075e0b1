package io.hydrant.destination.iceberg;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;

/** The destination of Apache Iceberg tables. Hydrant delivers nothing to it yet. */
public final class IcebergType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToIceberg");

    private final DestinationRules rules = new IcebergRules();

    @Override
    public String awsName() {
        return "Iceberg";
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
