package io.hydrant.destination.search;

import java.util.Map;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;

/** The Elasticsearch destination. Hydrant delivers nothing to it yet. */
public final class ElasticsearchType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToElasticsearch");

    private final DestinationRules rules = new DomainRules("Elasticsearch");

    @Override
    public String awsName() {
        return "Elasticsearch";
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
    public Map<String, Object> describe(Map<String, Object> members) {
        return VpcDescription.added(descriptionMember(), members);
    }
}
