package io.hydrant.destination.search;

import java.util.Map;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;

/** The OpenSearch Service destination. Hydrant delivers nothing to it yet. */
public final class OpenSearchServiceType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToAmazonOpenSearchService");

    private final DestinationRules rules = new DomainRules("AmazonOpenSearchService");

    @Override
    public String awsName() {
        return "Amazonopensearchservice";
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
