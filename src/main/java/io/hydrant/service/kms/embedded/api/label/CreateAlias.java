package io.hydrant.service.kms.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;

/** Names a key. */
final class CreateAlias extends KmsOperation<CreateAliasRequest, CreateAliasResponse> {
    CreateAlias(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return CreateAliasRequest.builder();
    }

    @Override
    public CreateAliasResponse call(CreateAliasRequest input, CallContext context) {
        kms.aliases().create(callOf(context), input.aliasName(), input.targetKeyId());
        return CreateAliasResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
