package io.hydrant.firehose.api;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.encryption.KeyType;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.service.kms.KeyArn;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfigurationInput;

/** The key that a request asks for. */
final class Keys {
    private Keys() {}

    /**
     * The chosen key.
     *
     * @param region the stream's
     * @throws AwsException {@code InvalidArgumentException} when type and ARN do not belong together, or for a key of another Region
     */
    static KeyChoice chosen(DeliveryStreamEncryptionConfigurationInput input, Region region) {
        String arn = input.keyARN();
        return switch (KeyType.valueOf(input.keyTypeAsString())) {
            case AWS_OWNED_CMK -> {
                if (arn != null) {
                    throw new AwsException(FirehoseErrors.keyArnNotAllowed());
                }
                yield KeyChoice.awsOwned();
            }
            case CUSTOMER_MANAGED_CMK -> {
                if (arn == null) {
                    throw new AwsException(FirehoseErrors.keyArnRequired());
                }
                yield KeyChoice.customerManaged(keyArn(arn, region));
            }
        };
    }

    /** The model's pattern is wider than what an ARN of a key looks like. */
    private static KeyArn keyArn(String text, Region region) {
        KeyArn key;
        try {
            key = new KeyArn(text);
        } catch (IllegalArgumentException malformed) {
            throw new AwsException(FirehoseErrors.invalidArgument("Invalid KMS key ARN: " + text));
        }
        if (!key.scope().region().equals(region)) {
            throw new AwsException(FirehoseErrors.keyOfAnotherRegion());
        }
        return key;
    }
}
