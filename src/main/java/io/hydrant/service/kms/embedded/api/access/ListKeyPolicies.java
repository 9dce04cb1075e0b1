package io.hydrant.service.kms.embedded.api.access;

import java.util.List;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;

/** Lists the names of a key's policies: always default. */
final class ListKeyPolicies extends KmsOperation<ListKeyPoliciesRequest, ListKeyPoliciesResponse> {
    ListKeyPolicies(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ListKeyPoliciesRequest.builder();
    }

    @Override
    public ListKeyPoliciesResponse call(ListKeyPoliciesRequest input, CallContext context) {
        kms.policies().checkList(callOf(context), input.keyId());
        return ListKeyPoliciesResponse.builder()
                .policyNames(List.of("default"))
                .truncated(false)
                .build();
    }
}
