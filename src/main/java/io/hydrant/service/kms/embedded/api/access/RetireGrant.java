package io.hydrant.service.kms.embedded.api.access;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;

/** Retires a grant, by its token or by key and id. */
final class RetireGrant extends KmsOperation<RetireGrantRequest, RetireGrantResponse> {
    RetireGrant(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return RetireGrantRequest.builder();
    }

    @Override
    public RetireGrantResponse call(RetireGrantRequest input, CallContext context) {
        KmsCall call = callOf(context).withDryRun(isTrue(input.dryRun()));
        if (input.grantToken() != null) {
            kms.grants().retire(call, input.grantToken());
        } else if (input.keyId() != null && input.grantId() != null) {
            kms.grants().retire(call, input.keyId(), input.grantId());
        } else {
            throw KmsErrors.validation("Grant token OR (grant ID, key ID) must be specified");
        }
        return RetireGrantResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
