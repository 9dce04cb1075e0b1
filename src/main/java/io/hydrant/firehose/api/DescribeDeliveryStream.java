package io.hydrant.firehose.api;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamResponse;

/** Tells all that there is to know about a delivery stream, in every status of it. */
final class DescribeDeliveryStream implements Operation<DescribeDeliveryStreamRequest, DescribeDeliveryStreamResponse> {
    private final DeliveryStreams streams;

    DescribeDeliveryStream(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return DescribeDeliveryStreamRequest.builder();
    }

    @Override
    public boolean mayWait() {
        return false;
    }

    /**
     * Describes it. Limit and ExclusiveStartDestinationId have no effect: the only destination is always shown.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}
     */
    @Override
    public DescribeDeliveryStreamResponse call(DescribeDeliveryStreamRequest input, CallContext context) {
        return DescribeDeliveryStreamResponse.builder()
                .deliveryStreamDescription(Descriptions.of(streams.get(context.scope(), input.deliveryStreamName())))
                .build();
    }
}
