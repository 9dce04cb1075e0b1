package io.hydrant.service.sts;

import io.hydrant.aws.Caller;

/** Says who the caller is. */
final class GetCallerIdentity implements StsOperation {
    @Override
    public String call(StsCall call) {
        Caller caller = call.caller();
        return StsXml.element("UserId", Principals.userId(caller))
                + StsXml.element("Account", caller.account().value())
                + StsXml.element("Arn", caller.arn());
    }
}
