package io.hydrant.service.s3.remote;

import java.net.URI;

import io.hydrant.service.s3.S3Exception;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Maps what the SDK throws to what S3 meant. */
final class Failures {
    private static final int NO_ANSWER = 503;

    private Failures() {}

    static S3Exception of(SdkException e, URI endpoint) {
        S3Exception failure = e instanceof AwsServiceException answered ? answer(answered) : noAnswer(e, endpoint);
        failure.initCause(e);
        return failure;
    }

    private static S3Exception answer(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        String message = details == null ? null : details.errorMessage();
        int status = Math.max(400, Math.min(599, answered.statusCode()));
        return new S3Exception(
                code == null || code.isEmpty() ? "Http" + answered.statusCode() : code,
                status,
                message == null || message.isEmpty() ? "HTTP status " + answered.statusCode() : message);
    }

    private static S3Exception noAnswer(SdkException e, URI endpoint) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new S3Exception(
                "ConnectionFailed",
                NO_ANSWER,
                "no answer from " + endpoint.getScheme() + "://" + endpoint.getHost() + ':' + endpoint.getPort() + " ("
                        + root.getClass().getSimpleName() + ": " + root.getMessage() + ')');
    }
}
