package io.hydrant.service.sts.api;

import java.util.regex.Pattern;

import io.hydrant.aws.Caller;
import io.hydrant.service.sts.Callers;

/** Answers the account of an access key: the one that GetCallerIdentity shows to its owner. */
final class GetAccessKeyInfo implements StsOperation {
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[\\w]*");

    private final Callers callers;

    GetAccessKeyInfo(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String call(StsCall call) {
        Caller caller = call.caller();
        String accessKeyId = call.form().required("AccessKeyId", 16, 128, ACCESS_KEY_ID);
        if (!callers.may(caller, "sts:GetAccessKeyInfo", "*")) {
            throw StsErrors.accessDenied(caller, "sts:GetAccessKeyInfo", "*");
        }
        return StsXml.element("Account", callers.accountOf(accessKeyId).value());
    }
}
