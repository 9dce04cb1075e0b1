package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;

/** Ends the rotation of a key. */
final class DisableKeyRotation extends KmsOperation<DisableKeyRotationRequest, DisableKeyRotationResponse> {
    DisableKeyRotation(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return DisableKeyRotationRequest.builder();
    }

    @Override
    public DisableKeyRotationResponse call(DisableKeyRotationRequest input, CallContext context) {
        kms.rotation().disable(callOf(context), input.keyId());
        return DisableKeyRotationResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
