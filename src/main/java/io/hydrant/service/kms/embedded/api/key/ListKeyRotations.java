package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.KeyRotation;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.Page;
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
        boolean allMaterial = "ALL_KEY_MATERIAL".equals(input.includeKeyMaterialAsString());
        Page<KeyRotation.Listed> page = Page.of(
                kms.rotation().list(callOf(context), input.keyId(), allMaterial),
                input.limit(),
                100,
                1000,
                input.marker());
        return ListKeyRotationsResponse.builder()
                .rotations(page.items().stream().map(ListKeyRotations::entry).toList())
                .truncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    private static RotationsListEntry entry(KeyRotation.Listed listed) {
        RotationsListEntry.Builder entry = RotationsListEntry.builder()
                .keyId(listed.keyArn())
                .keyMaterialId(listed.materialId())
                .keyMaterialState(listed.state());
        listed.rotation().ifPresent(each -> entry.rotationDate(each.date()).rotationType(each.type()));
        listed.imported().ifPresent(each -> entry.importState(each.isPresent() ? "IMPORTED" : "PENDING_IMPORT")
                .keyMaterialDescription(each.description().orElse(null))
                .expirationModel(each.isPresent() ? KeyShapes.expirationModel(each.validTo()) : null)
                .validTo(each.validTo().orElse(null)));
        return entry.build();
    }
}
