package io.hydrant.firehose.api;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.StopDeliveryStreamEncryptionRequest;
import software.amazon.awssdk.services.firehose.model.StopDeliveryStreamEncryptionResponse;

/** Stops server-side encryption. */
final class StopDeliveryStreamEncryption
        implements Operation<StopDeliveryStreamEncryptionRequest, StopDeliveryStreamEncryptionResponse> {
    private final DeliveryStreams streams;

    StopDeliveryStreamEncryption(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return StopDeliveryStreamEncryptionRequest.builder();
    }

    /**
     * Begins the change.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}, {@code ResourceNotFoundException}, {@code
     *     ResourceInUseException}, {@code LimitExceededException}
     */
    @Override
    public StopDeliveryStreamEncryptionResponse call(StopDeliveryStreamEncryptionRequest input, CallContext context) {
        streams.get(context.scope(), input.deliveryStreamName()).stopEncryption(context.caller());
        return StopDeliveryStreamEncryptionResponse.builder().build();
    }
}
