package io.hydrant.firehose.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.Sources;
import io.hydrant.source.SourceKind;
import io.hydrant.support.TestDestinations;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DestinationDescription;
import software.amazon.awssdk.services.firehose.model.SourceDescription;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationRequest;

/** What the operations make of the SDK's requests and show in the SDK's answers. */
final class Configured {
    private static final Destinations DESTINATIONS = TestDestinations.known();

    private Configured() {}

    static DestinationConfiguration destination(CreateDeliveryStreamRequest request, RuleContext context) {
        return DESTINATIONS.fromCreate(SdkTrees.toTree(request), context);
    }

    static DestinationConfiguration merged(
            DestinationConfiguration current, UpdateDestinationRequest request, RuleContext context) {
        return DESTINATIONS.merge(current, SdkTrees.toTree(request), context);
    }

    static DestinationDescription shown(DestinationConfiguration configuration) {
        return Descriptions.destination(configuration);
    }

    static SourceConfiguration source(CreateDeliveryStreamRequest request, RuleContext context) {
        return Sources.fromCreate(SdkTrees.toTree(request), context);
    }

    static List<String> unusedSources(CreateDeliveryStreamRequest request, SourceKind kind) {
        return Sources.unused(SdkTrees.toTree(request), kind);
    }

    static Optional<SourceDescription> shown(SourceConfiguration source, Optional<Instant> activeSince) {
        return Descriptions.source(source, activeSince);
    }
}
