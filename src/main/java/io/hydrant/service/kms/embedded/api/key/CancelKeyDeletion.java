package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;

/** Keeps a key after all. */
final class CancelKeyDeletion extends KmsOperation<CancelKeyDeletionRequest, CancelKeyDeletionResponse> {
    CancelKeyDeletion(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return CancelKeyDeletionRequest.builder();
    }

    @Override
    public CancelKeyDeletionResponse call(CancelKeyDeletionRequest input, CallContext context) {
        return CancelKeyDeletionResponse.builder()
                .keyId(kms.keys().cancelDeletion(callOf(context), input.keyId()))
                .build();
    }
}
