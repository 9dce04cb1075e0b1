package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;

/** Rotates a key now. */
final class RotateKeyOnDemand extends KmsOperation<RotateKeyOnDemandRequest, RotateKeyOnDemandResponse> {
    RotateKeyOnDemand(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return RotateKeyOnDemandRequest.builder();
    }

    @Override
    public RotateKeyOnDemandResponse call(RotateKeyOnDemandRequest input, CallContext context) {
        return RotateKeyOnDemandResponse.builder()
                .keyId(kms.rotation().rotateNow(callOf(context), input.keyId()))
                .build();
    }
}
