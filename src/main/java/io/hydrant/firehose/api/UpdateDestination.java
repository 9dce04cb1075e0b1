package io.hydrant.firehose.api;

import java.util.List;
import java.util.stream.Stream;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.UnsupportedFeature;
import io.hydrant.firehose.stream.DeliveryStream;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.StreamStatus;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationRequest;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationResponse;

/** Changes the destination of a delivery stream, or exchanges it for another. */
final class UpdateDestination implements Operation<UpdateDestinationRequest, UpdateDestinationResponse> {
    private final DeliveryStreams streams;
    private final Destinations destinations;
    private final FirehoseOptions options;

    UpdateDestination(DeliveryStreams streams, Destinations destinations, FirehoseOptions options) {
        this.streams = streams;
        this.destinations = destinations;
        this.options = options;
    }

    @Override
    public SdkPojo newInput() {
        return UpdateDestinationRequest.builder();
    }

    /**
     * Updates it; an update that changes nothing leaves the version as it is. Existence and state are checked before
     * the configuration, because only the merged configuration can be checked: the order is a guess.
     *
     * @throws AwsException {@code ResourceNotFoundException}, {@code ResourceInUseException}, {@code
     *     ConcurrentModificationException}, {@code InvalidArgumentException}
     */
    @Override
    public UpdateDestinationResponse call(UpdateDestinationRequest input, CallContext context) {
        String name = input.deliveryStreamName();
        LiveStream stream = streams.find(context.scope(), name)
                .orElseThrow(() -> new AwsException(
                        FirehoseErrors.notFoundForUpdate(name, context.scope().account())));
        stream.update(current -> updated(current, input, context));
        return UpdateDestinationResponse.builder().build();
    }

    private DeliveryStream updated(DeliveryStream current, UpdateDestinationRequest input, CallContext context) {
        if (current.status() != StreamStatus.ACTIVE) {
            throw new AwsException(FirehoseErrors.cannotUpdateInStatus(
                    current.name(), current.status().name()));
        }
        String version = Long.toString(current.version());
        if (!version.equals(input.currentDeliveryStreamVersionId())) {
            throw new AwsException(
                    FirehoseErrors.staleVersion(current.name(), version, input.currentDeliveryStreamVersionId()));
        }
        if (!DeliveryStream.DESTINATION_ID.equals(input.destinationId())) {
            throw new AwsException(FirehoseErrors.destinationNotFound(input.destinationId()));
        }
        RuleContext rules = new RuleContext(context.caller(), context.scope().region());
        DestinationConfiguration next = destinations.merge(current.destination(), SdkTrees.toTree(input), rules);
        if (next.equals(current.destination())) {
            return current;
        }
        List<String> warnings = Stream.concat(
                        options.accepted(UnsupportedFeature.sentences(next, current.source())).stream(),
                        destinations.warnings(next).stream())
                .toList();
        return current.withDestination(next, warnings, streams.clock().instant());
    }
}
