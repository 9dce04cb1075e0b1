package io.hydrant.firehose.encryption;

import java.util.Objects;

/** {@code FailureDescription}: why the latest attempt failed; {@code details} has 1 to 1,024 characters. */
public record FailureDescription(Type type, String details) {
    /** {@code DeliveryStreamFailureType}, as far as KMS is concerned. */
    public enum Type {
        RETIRE_KMS_GRANT_FAILED,
        CREATE_KMS_GRANT_FAILED,
        KMS_ACCESS_DENIED,
        DISABLED_KMS_KEY,
        INVALID_KMS_KEY,
        KMS_KEY_NOT_FOUND,
        KMS_OPT_IN_REQUIRED,
        UNKNOWN_ERROR
    }

    public FailureDescription {
        Objects.requireNonNull(type, "type");
        if (details.isBlank()) {
            throw new IllegalArgumentException("Details must say something");
        }
        if (details.length() > 1024) {
            details = details.substring(0, 1023) + "…";
        }
    }
}
