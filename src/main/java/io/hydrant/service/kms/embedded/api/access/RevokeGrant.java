package io.hydrant.service.kms.embedded.api.access;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Takes a grant back. */
final class RevokeGrant extends KmsOperation<RevokeGrantRequest, RevokeGrantResponse> {
    RevokeGrant(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return RevokeGrantRequest.builder();
    }

    @Override
    public RevokeGrantResponse call(RevokeGrantRequest input, CallContext context) {
        kms.grants().revoke(callOf(context).withDryRun(isTrue(input.dryRun())), input.keyId(), input.grantId());
        return RevokeGrantResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
