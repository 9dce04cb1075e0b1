package io.hydrant.service.kms.embedded.api.key;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/** Lets a key go after a waiting period. */
final class ScheduleKeyDeletion extends KmsOperation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> {
    ScheduleKeyDeletion(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ScheduleKeyDeletionRequest.builder();
    }

    @Override
    public ScheduleKeyDeletionResponse call(ScheduleKeyDeletionRequest input, CallContext context) {
        Keys.Deletion deletion = kms.keys()
                .scheduleDeletion(
                        callOf(context),
                        input.keyId(),
                        Optional.ofNullable(input.pendingWindowInDays()).orElse(30));
        return ScheduleKeyDeletionResponse.builder()
                .keyId(deletion.keyArn())
                .deletionDate(deletion.date().orElse(null))
                .keyState(deletion.state().wire())
                .pendingWindowInDays(deletion.windowInDays())
                .build();
    }
}
