package io.hydrant.service.sts.api;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;

/** The errors of STS with its own texts. Texts not marked as a guess were seen on AWS by someone. */
final class StsErrors {
    private StsErrors() {}

    static AwsException validation(String message) {
        return client("ValidationError", message);
    }

    static AwsException client(String code, String message) {
        return new AwsException(AwsError.client(code, message));
    }

    /** A refusal with HTTP 403. */
    static AwsException refused(String code, String message) {
        return new AwsException(AwsError.server(code, 403, message));
    }

    static AwsException accessDenied(Caller caller, String action, String resource) {
        return refused(
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource);
    }

    /** {@code InvalidIdentityToken}. */
    static AwsException identityToken(String message) {
        return client("InvalidIdentityToken", message);
    }

    /** An operation of AWS that this STS leaves out; ours. */
    static AwsException notImplemented(String operation) {
        return client("UnsupportedOperation", "Hydrant does not implement " + operation + '.');
    }
}
