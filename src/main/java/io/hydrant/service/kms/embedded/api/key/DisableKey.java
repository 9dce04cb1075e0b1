package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;

/** Disables a key. */
final class DisableKey extends KmsOperation<DisableKeyRequest, DisableKeyResponse> {
    DisableKey(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return DisableKeyRequest.builder();
    }

    @Override
    public DisableKeyResponse call(DisableKeyRequest input, CallContext context) {
        kms.keys().disable(callOf(context), input.keyId());
        return DisableKeyResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
