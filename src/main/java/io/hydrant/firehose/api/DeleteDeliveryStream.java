package io.hydrant.firehose.api;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamResponse;

/** Deletes a delivery stream with what it has buffered. */
final class DeleteDeliveryStream implements Operation<DeleteDeliveryStreamRequest, DeleteDeliveryStreamResponse> {
    private final DeliveryStreams streams;

    DeleteDeliveryStream(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return DeleteDeliveryStreamRequest.builder();
    }

    /**
     * Begins the deletion.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}, {@code ResourceInUseException}
     */
    @Override
    public DeleteDeliveryStreamResponse call(DeleteDeliveryStreamRequest input, CallContext context) {
        streams.delete(context.scope(), input.deliveryStreamName(), Boolean.TRUE.equals(input.allowForceDelete()));
        return DeleteDeliveryStreamResponse.builder().build();
    }
}
