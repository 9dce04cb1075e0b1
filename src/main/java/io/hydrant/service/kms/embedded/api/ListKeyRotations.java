package io.hydrant.service.kms.embedded.api;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.KeyRotation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** Lists the rotations of a key so far. */
final class ListKeyRotations extends KmsOperation<ListKeyRotationsRequest, ListKeyRotationsResponse> {
    ListKeyRotations(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ListKeyRotationsRequest.builder();
    }

    @Override
    public ListKeyRotationsResponse call(ListKeyRotationsRequest input, CallContext context) {
        Page<KeyRotation.Done> page =
                Page.of(kms.rotation().list(callOf(context), input.keyId()), input.limit(), 100, 1000, input.marker());
        return ListKeyRotationsResponse.builder()
                .rotations(page.items().stream()
                        .map(each -> RotationsListEntry.builder()
                                .keyId(each.keyArn())
                                .rotationDate(each.date())
                                .rotationType(each.type())
                                .keyMaterialId(each.materialId())
                                .build())
                        .toList())
                .truncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .build();
    }
}
