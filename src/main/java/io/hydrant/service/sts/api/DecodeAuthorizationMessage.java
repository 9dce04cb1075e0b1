package io.hydrant.service.sts.api;

import io.hydrant.aws.Caller;
import io.hydrant.service.sts.Callers;

/** Refuses every message: no service here encodes what it says about a denial. The text of the refusal is a guess. */
final class DecodeAuthorizationMessage implements StsOperation {
    private final Callers callers;

    DecodeAuthorizationMessage(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String call(StsCall call) {
        Caller caller = call.caller();
        String unused = call.form().required("EncodedMessage", 1, 10_240, SessionTerms.ANYTHING);
        if (!callers.may(caller, "sts:DecodeAuthorizationMessage", "*")) {
            throw StsErrors.accessDenied(caller, "sts:DecodeAuthorizationMessage", "*");
        }
        throw StsErrors.client("InvalidAuthorizationMessageException", "Message is not valid");
    }
}
