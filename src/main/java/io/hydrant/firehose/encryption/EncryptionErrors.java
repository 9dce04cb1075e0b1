package io.hydrant.firehose.encryption;

import io.hydrant.aws.AwsError;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KmsFailure;

/** The errors of Start, Stop and of puts on an encrypted stream. */
final class EncryptionErrors {
    private static final String GRANT_TEXT =
            "The grant for the CMK to this delivery stream might have been revoked or caller"
                    + " might not have sufficient permissions for the CMK.";

    private EncryptionErrors() {}

    /** A change is under way. The text is a guess. */
    static AwsError busy(String name, String account, EncryptionStatus status) {
        return AwsError.client(
                "ResourceInUseException",
                "Firehose " + name + " under account " + account
                        + " cannot change its server-side encryption while it is in " + status + " status");
    }

    /** The 26th call of 24 hours. The text is a guess. */
    static AwsError tooManyCalls(String name, String account) {
        return AwsError.client(
                "LimitExceededException",
                "Firehose " + name + " under account " + account + " has reached the limit of " + CallWindow.LIMIT
                        + " StartDeliveryStreamEncryption and StopDeliveryStreamEncryption calls in 24 hours.");
    }

    /** The 501st stream on one key. The text is a guess. */
    static AwsError tooManyStreams(KeyArn key) {
        return AwsError.client(
                "LimitExceededException",
                "The CMK " + key + " already encrypts " + KeyUsage.LIMIT + " delivery streams, which is the limit.");
    }

    /** The key cannot be used for a put. The text is the only one known (facts §3.9), the codes are a guess (Q12). */
    static AwsError invalidKmsResource(KmsFailure failure) {
        String code =
                switch (failure) {
                    case KEY_NOT_FOUND -> "KMSNotFoundException";
                    case KEY_DISABLED -> "KMSDisabledException";
                    case ACCESS_DENIED, OPT_IN_REQUIRED -> "KMSAccessDeniedException";
                    case KEY_INVALID_STATE, INVALID_KEY, LIMIT_EXCEEDED, UNAVAILABLE, UNKNOWN ->
                        "KMSInvalidStateException";
                };
        return AwsError.client("InvalidKMSResourceException", GRANT_TEXT).with("code", code);
    }

    /** KMS itself is out of order; worth another try. */
    static AwsError kmsUnavailable() {
        return AwsError.server("ServiceUnavailableException", 503, "Slow down.");
    }
}
