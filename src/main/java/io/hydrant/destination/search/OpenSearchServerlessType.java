package io.hydrant.destination.search;

import java.util.Map;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;

/** The OpenSearch Serverless destination. Hydrant delivers nothing to it yet. */
public final class OpenSearchServerlessType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.of("DeliveryToAmazonOpenSearchServerless");

    private final DestinationRules rules = new CollectionRules();

    @Override
    public String awsName() {
        return "AmazonOpenSearchServerless";
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
