package io.hydrant.firehose.api;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.UntagDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.UntagDeliveryStreamResponse;

/** Takes tags off a delivery stream; keys that it does not have are ignored. */
final class UntagDeliveryStream implements Operation<UntagDeliveryStreamRequest, UntagDeliveryStreamResponse> {
    private final DeliveryStreams streams;

    UntagDeliveryStream(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return UntagDeliveryStreamRequest.builder();
    }

    /**
     * Changes the tags.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}, {@code ResourceInUseException} while the
     *     stream is being deleted
     */
    @Override
    public UntagDeliveryStreamResponse call(UntagDeliveryStreamRequest input, CallContext context) {
        streams.get(context.scope(), input.deliveryStreamName())
                .update(stream -> Tags.changeable(stream).withTags(Tags.removed(stream.tags(), input.tagKeys())));
        return UntagDeliveryStreamResponse.builder().build();
    }
}
