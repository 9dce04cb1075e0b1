package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.aws.Region;
import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionRequest;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionResponse;

/** Makes another key of a multi-Region key the primary one. */
final class UpdatePrimaryRegion extends KmsOperation<UpdatePrimaryRegionRequest, UpdatePrimaryRegionResponse> {
    UpdatePrimaryRegion(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return UpdatePrimaryRegionRequest.builder();
    }

    @Override
    public UpdatePrimaryRegionResponse call(UpdatePrimaryRegionRequest input, CallContext context) {
        kms.multiRegion().updatePrimaryRegion(callOf(context), input.keyId(), new Region(input.primaryRegion()));
        return UpdatePrimaryRegionResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
