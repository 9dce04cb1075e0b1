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
            return new KmsException(unavailable ? KmsFailure.UNAVAILABLE : KmsFailure.of(code), code, message, e);
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new KmsException(KmsFailure.UNAVAILABLE, cause.getClass().getSimpleName(), message, e);
    }
}
