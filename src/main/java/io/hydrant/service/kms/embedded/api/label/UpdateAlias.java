package io.hydrant.service.kms.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Lets an alias stand for another key. */
final class UpdateAlias extends KmsOperation<UpdateAliasRequest, UpdateAliasResponse> {
    UpdateAlias(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return UpdateAliasRequest.builder();
    }

    @Override
    public UpdateAliasResponse call(UpdateAliasRequest input, CallContext context) {
        kms.aliases().update(callOf(context), input.aliasName(), input.targetKeyId());
        return UpdateAliasResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
