package io.hydrant.service.kms.embedded.api.access;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/** Replaces the policy of a key. */
final class PutKeyPolicy extends KmsOperation<PutKeyPolicyRequest, PutKeyPolicyResponse> {
    PutKeyPolicy(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return PutKeyPolicyRequest.builder();
    }

    @Override
    public PutKeyPolicyResponse call(PutKeyPolicyRequest input, CallContext context) {
        kms.policies()
                .put(
                        callOf(context),
                        input.keyId(),
                        Optional.ofNullable(input.policyName()).orElse("default"),
                        input.policy(),
                        isTrue(input.bypassPolicyLockoutSafetyCheck()));
        return PutKeyPolicyResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
