package io.hydrant.service.kinesis.embedded;

import java.util.Map;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.service.kinesis.StreamKeys;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** Asks KMS whether the key of a stream can be used, and says in Kinesis' words why not. */
record KeyChecks(StreamKeys keys) {
    private static final Map<String, String> CODES = Map.of(
            "DisabledException", "KMSDisabledException",
            "NotFoundException", "KMSNotFoundException",
            "InvalidArnException", "KMSNotFoundException",
            "AccessDeniedException", "KMSAccessDeniedException",
            "OptInRequired", "KMSOptInRequired",
            "ThrottlingException", "KMSThrottlingException");

    /** Throws what Kinesis answers when {@code caller} may not use {@code key} now. */
    void check(StreamDescription stream, Caller caller, String operation, String key) {
        try {
            keys.check(
                    caller,
                    stream.scope().region(),
                    operation,
                    key,
                    Map.of("aws:kinesis:arn", stream.arn().toString()));
        } catch (AwsException e) {
            throw translated(e.error());
        }
    }

    private static AwsException translated(AwsError error) {
        if (error.httpStatus() >= 500) {
            return new AwsException(AwsError.server(
                    "InternalFailureException",
                    500,
                    error.message().orElse("The request failed because of an unknown error.")));
        }
        String code = CODES.getOrDefault(error.code(), "KMSInvalidStateException");
        return new AwsException(AwsError.client(code, error.message().orElse(error.code())));
    }
}
