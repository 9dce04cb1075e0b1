package io.hydrant.firehose.api;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.TagDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.TagDeliveryStreamResponse;

/** Adds tags to a delivery stream, or gives them new values. */
final class TagDeliveryStream implements Operation<TagDeliveryStreamRequest, TagDeliveryStreamResponse> {
    private final DeliveryStreams streams;

    TagDeliveryStream(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return TagDeliveryStreamRequest.builder();
    }

    /**
     * Changes the tags.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}, {@code ResourceInUseException} while the
     *     stream is being deleted, {@code LimitExceededException}, {@code InvalidArgumentException}
     */
    @Override
    public TagDeliveryStreamResponse call(TagDeliveryStreamRequest input, CallContext context) {
        streams.get(context.scope(), input.deliveryStreamName())
                .update(stream -> Tags.changeable(stream).withTags(Tags.added(stream.tags(), input.tags())));
        return TagDeliveryStreamResponse.builder().build();
    }
}
