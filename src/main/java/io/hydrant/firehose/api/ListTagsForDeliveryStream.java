package io.hydrant.firehose.api;

import java.util.Optional;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.ListTagsForDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.ListTagsForDeliveryStreamResponse;

/** Lists the tags of a delivery stream by key. */
final class ListTagsForDeliveryStream
        implements Operation<ListTagsForDeliveryStreamRequest, ListTagsForDeliveryStreamResponse> {
    private final DeliveryStreams streams;

    ListTagsForDeliveryStream(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return ListTagsForDeliveryStreamRequest.builder();
    }

    @Override
    public boolean mayWait() {
        return false;
    }

    /**
     * Lists them, strictly after the exclusive start.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}
     */
    @Override
    public ListTagsForDeliveryStreamResponse call(ListTagsForDeliveryStreamRequest input, CallContext context) {
        return Tags.page(
                streams.get(context.scope(), input.deliveryStreamName()).value().tags(),
                Optional.ofNullable(input.exclusiveStartTagKey()),
                Optional.ofNullable(input.limit()));
    }
}
