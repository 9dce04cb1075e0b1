package io.hydrant.service.kms.embedded.api.key;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;

/** Rotates a key on a schedule. */
final class EnableKeyRotation extends KmsOperation<EnableKeyRotationRequest, EnableKeyRotationResponse> {
    EnableKeyRotation(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return EnableKeyRotationRequest.builder();
    }

    @Override
    public EnableKeyRotationResponse call(EnableKeyRotationRequest input, CallContext context) {
        kms.rotation()
                .enable(
                        callOf(context),
                        input.keyId(),
                        Optional.ofNullable(input.rotationPeriodInDays()).orElse(365));
        return EnableKeyRotationResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
