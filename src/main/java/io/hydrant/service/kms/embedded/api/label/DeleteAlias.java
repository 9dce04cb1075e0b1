package io.hydrant.service.kms.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;

/** Forgets an alias. */
final class DeleteAlias extends KmsOperation<DeleteAliasRequest, DeleteAliasResponse> {
    DeleteAlias(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return DeleteAliasRequest.builder();
    }

    @Override
    public DeleteAliasResponse call(DeleteAliasRequest input, CallContext context) {
        kms.aliases().delete(callOf(context), input.aliasName());
        return DeleteAliasResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
