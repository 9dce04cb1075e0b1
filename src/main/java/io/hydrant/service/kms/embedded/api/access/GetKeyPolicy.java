package io.hydrant.service.kms.embedded.api.access;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;

/** Answers the policy of a key as it was given. */
final class GetKeyPolicy extends KmsOperation<GetKeyPolicyRequest, GetKeyPolicyResponse> {
    GetKeyPolicy(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GetKeyPolicyRequest.builder();
    }

    @Override
    public GetKeyPolicyResponse call(GetKeyPolicyRequest input, CallContext context) {
        String name = Optional.ofNullable(input.policyName()).orElse("default");
        return GetKeyPolicyResponse.builder()
                .policy(kms.policies().get(callOf(context), input.keyId(), name))
                .policyName(name)
                .build();
    }
}
