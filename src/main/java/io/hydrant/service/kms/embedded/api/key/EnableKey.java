package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;

/** Enables a key. */
final class EnableKey extends KmsOperation<EnableKeyRequest, EnableKeyResponse> {
    EnableKey(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return EnableKeyRequest.builder();
    }

    @Override
    public EnableKeyResponse call(EnableKeyRequest input, CallContext context) {
        kms.keys().enable(callOf(context), input.keyId());
        return EnableKeyResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
