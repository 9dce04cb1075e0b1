package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.KeyRotation;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;

/** Whether and when a key rotates. */
final class GetKeyRotationStatus extends KmsOperation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse> {
    GetKeyRotationStatus(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GetKeyRotationStatusRequest.builder();
    }

    @Override
    public GetKeyRotationStatusResponse call(GetKeyRotationStatusRequest input, CallContext context) {
        KeyRotation.Status status = kms.rotation().status(callOf(context), input.keyId());
        return GetKeyRotationStatusResponse.builder()
                .keyId(status.keyArn())
                .keyRotationEnabled(status.enabled())
                .rotationPeriodInDays(
                        status.period().map(period -> (int) period.toDays()).orElse(null))
                .nextRotationDate(status.next().orElse(null))
                .build();
    }
}
