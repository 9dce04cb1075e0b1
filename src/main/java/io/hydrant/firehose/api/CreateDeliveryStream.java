package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.Sources;
import io.hydrant.firehose.configuration.UnsupportedFeature;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.NewStream;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamResponse;

/** Creates a delivery stream; it is checked at once and becomes ACTIVE later. */
final class CreateDeliveryStream implements Operation<CreateDeliveryStreamRequest, CreateDeliveryStreamResponse> {
    private final DeliveryStreams streams;
    private final Destinations destinations;
    private final FirehoseOptions options;

    CreateDeliveryStream(DeliveryStreams streams, Destinations destinations, FirehoseOptions options) {
        this.streams = streams;
        this.destinations = destinations;
        this.options = options;
    }

    @Override
    public SdkPojo newInput() {
        return CreateDeliveryStreamRequest.builder();
    }

    /**
     * Creates it.
     *
     * @throws AwsException {@code InvalidArgumentException}, {@code ResourceInUseException}, {@code LimitExceededException}
     */
    @Override
    public CreateDeliveryStreamResponse call(CreateDeliveryStreamRequest input, CallContext context) {
        Map<String, Object> request = SdkTrees.toTree(input);
        RuleContext rules = new RuleContext(context.caller(), context.scope().region());
        DestinationConfiguration destination = destinations.fromCreate(request, rules);
        SourceConfiguration source = Sources.fromCreate(request, rules);
        Map<String, String> tags = Tags.added(Map.of(), input.hasTags() ? input.tags() : List.of());
        Optional<KeyChoice> encryption = Optional.ofNullable(input.deliveryStreamEncryptionConfigurationInput())
                .map(chosen -> Keys.chosen(chosen, context.scope().region()));
        List<String> warnings = Stream.of(
                        options.accepted(UnsupportedFeature.sentences(destination, source)),
                        destinations.warnings(destination),
                        Sources.unused(request, source.kind()))
                .flatMap(List::stream)
                .toList();
        LiveStream created = streams.create(
                context.scope(),
                new NewStream(input.deliveryStreamName(), source, destination, tags, warnings, encryption),
                context.caller());
        return CreateDeliveryStreamResponse.builder()
                .deliveryStreamARN(created.value().arn())
                .build();
    }
}
