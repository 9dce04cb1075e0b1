package io.hydrant.destination.search;

import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.DestinationSpec;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.receiver.Counterparts;

/** The OpenSearch Service destination. */
public final class OpenSearchServiceType implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.ofCluster("DeliveryToAmazonOpenSearchService");

    private final DestinationRules rules = new DomainRules("AmazonOpenSearchService");

    private final Counterparts counterparts;

    /** @param counterparts who is asked for a cluster's name */
    public OpenSearchServiceType(Counterparts counterparts) {
        this.counterparts = counterparts;
    }

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
    public Optional<DestinationSpec> read(Map<String, Object> members) {
        return Optional.of(new SearchSpec(SearchSettings.read(SearchKind.OPENSEARCH_SERVICE, members), counterparts));
    }

    @Override
    public Map<String, Object> describe(Map<String, Object> members) {
        return VpcDescription.added(descriptionMember(), members);
    }
}
