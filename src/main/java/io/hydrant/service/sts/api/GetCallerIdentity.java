package io.hydrant.service.sts.api;

import io.hydrant.aws.Caller;
import io.hydrant.service.sts.Principals;

/** Says who the caller is. */
public final class GetCallerIdentity implements StsOperation {
    @Override
    public String call(StsCall call) {
        Caller caller = call.caller();
        return StsXml.element("UserId", Principals.userId(caller))
                + StsXml.element("Account", caller.account().value())
                + StsXml.element("Arn", caller.arn());
    }
}
