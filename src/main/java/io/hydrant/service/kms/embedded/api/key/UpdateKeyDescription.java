package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Replaces the description of a key. */
final class UpdateKeyDescription extends KmsOperation<UpdateKeyDescriptionRequest, UpdateKeyDescriptionResponse> {
    UpdateKeyDescription(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return UpdateKeyDescriptionRequest.builder();
    }

    @Override
    public UpdateKeyDescriptionResponse call(UpdateKeyDescriptionRequest input, CallContext context) {
        kms.keys().updateDescription(callOf(context), input.keyId(), input.description());
        return UpdateKeyDescriptionResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
