package io.hydrant.service.kms.remote;

import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Maps what the SDK throws to what KMS meant. */
final class Failures {
    private Failures() {}

    static KmsException of(SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof AwsServiceException answered) {
            String code = answered.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(answered.awsErrorDetails().errorCode());
            boolean unavailable = answered.statusCode() >= 500 || answered.isThrottlingException();
            return new KmsException(unavailable ? KmsFailure.UNAVAILABLE : kind(code), code, message, e);
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new KmsException(KmsFailure.UNAVAILABLE, cause.getClass().getSimpleName(), message, e);
    }

    private static KmsFailure kind(String code) {
        return switch (code) {
            case "NotFoundException" -> KmsFailure.KEY_NOT_FOUND;
            case "DisabledException" -> KmsFailure.KEY_DISABLED;
            case "KMSInvalidStateException" -> KmsFailure.KEY_INVALID_STATE;
            case "AccessDeniedException" -> KmsFailure.ACCESS_DENIED;
            case "InvalidKeyUsageException",
                    "UnsupportedOperationException",
                    "ValidationException",
                    "InvalidArnException" -> KmsFailure.INVALID_KEY;
            case "OptInRequired" -> KmsFailure.OPT_IN_REQUIRED;
            case "LimitExceededException" -> KmsFailure.LIMIT_EXCEEDED;
            default -> KmsFailure.UNKNOWN;
        };
    }
}
