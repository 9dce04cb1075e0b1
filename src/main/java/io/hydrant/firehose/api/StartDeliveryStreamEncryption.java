package io.hydrant.firehose.api;

import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.StartDeliveryStreamEncryptionRequest;
import software.amazon.awssdk.services.firehose.model.StartDeliveryStreamEncryptionResponse;

/** Starts server-side encryption, or changes its key. */
final class StartDeliveryStreamEncryption
        implements Operation<StartDeliveryStreamEncryptionRequest, StartDeliveryStreamEncryptionResponse> {
    private final DeliveryStreams streams;

    StartDeliveryStreamEncryption(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return StartDeliveryStreamEncryptionRequest.builder();
    }

    /**
     * Begins the change; without a configuration the key is AWS owned.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}, {@code ResourceNotFoundException}, {@code
     *     ResourceInUseException}, {@code LimitExceededException}
     */
    @Override
    public StartDeliveryStreamEncryptionResponse call(StartDeliveryStreamEncryptionRequest input, CallContext context) {
        KeyChoice key = input.deliveryStreamEncryptionConfigurationInput() == null
                ? KeyChoice.awsOwned()
                : Keys.chosen(
                        input.deliveryStreamEncryptionConfigurationInput(),
                        context.scope().region());
        streams.get(context.scope(), input.deliveryStreamName()).startEncryption(key, context.caller());
        return StartDeliveryStreamEncryptionResponse.builder().build();
    }
}
