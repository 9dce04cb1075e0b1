package io.hydrant.service.kms.embedded.api.access;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.Page;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;

/** Lists what a principal may retire. */
final class ListRetirableGrants extends KmsOperation<ListRetirableGrantsRequest, ListRetirableGrantsResponse> {
    ListRetirableGrants(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ListRetirableGrantsRequest.builder();
    }

    @Override
    public ListRetirableGrantsResponse call(ListRetirableGrantsRequest input, CallContext context) {
        if (input.retiringPrincipal() == null) {
            throw KmsErrors.validation("RetiringPrincipal is required.");
        }
        Page<Grant> page = Page.of(
                kms.grants().listRetirable(callOf(context), input.retiringPrincipal()),
                input.limit(),
                50,
                100,
                input.marker());
        return ListRetirableGrantsResponse.builder()
                .grants(page.items().stream().map(GrantShapes::grant).toList())
                .truncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .build();
    }
}
