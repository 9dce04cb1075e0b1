package io.hydrant.firehose.encryption;

import java.util.Objects;
import java.util.Optional;

import io.hydrant.service.kms.KeyArn;

/** The key that a caller asks for; a customer managed key has an ARN, an AWS owned one has none. */
public record KeyChoice(KeyType type, Optional<KeyArn> keyArn) {
    public KeyChoice {
        Objects.requireNonNull(type, "type");
        if (keyArn.isPresent() != (type == KeyType.CUSTOMER_MANAGED_CMK)) {
            throw new IllegalArgumentException("A customer managed key has an ARN, an AWS owned key has none");
        }
    }

    /** A key of the service's own account. */
    public static KeyChoice awsOwned() {
        return new KeyChoice(KeyType.AWS_OWNED_CMK, Optional.empty());
    }

    /** A key of the customer's. */
    public static KeyChoice customerManaged(KeyArn keyArn) {
        return new KeyChoice(KeyType.CUSTOMER_MANAGED_CMK, Optional.of(keyArn));
    }
}
