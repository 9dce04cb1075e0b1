package io.hydrant.service.kinesis.remote;

import java.net.URI;

import io.hydrant.service.kinesis.KinesisException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Maps what the SDK throws to what Kinesis meant. */
final class Failures {
    private Failures() {}

    static KinesisException of(SdkException e, URI endpoint) {
        return e instanceof AwsServiceException answered ? answer(answered) : noAnswer(e, endpoint);
    }

    private static KinesisException answer(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        String message = details == null ? null : details.errorMessage();
        return new KinesisException(
                code == null || code.isEmpty() ? "Http" + answered.statusCode() : code,
                message == null || message.isEmpty() ? "HTTP status " + answered.statusCode() : message);
    }

    private static KinesisException noAnswer(SdkException e, URI endpoint) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new KinesisException(
                KinesisException.UNANSWERED,
                "no answer from " + endpoint.getScheme() + "://" + endpoint.getHost() + ':' + endpoint.getPort() + " ("
                        + root.getClass().getSimpleName() + ": " + root.getMessage() + ')');
    }
}
