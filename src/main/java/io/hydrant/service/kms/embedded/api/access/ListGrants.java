package io.hydrant.service.kms.embedded.api.access;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.Page;
import io.hydrant.service.kms.embedded.key.Grant;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;

/** Lists the grants of a key. */
final class ListGrants extends KmsOperation<ListGrantsRequest, ListGrantsResponse> {
    ListGrants(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ListGrantsRequest.builder();
    }

    @Override
    public ListGrantsResponse call(ListGrantsRequest input, CallContext context) {
        Page<Grant> page = Page.of(
                kms.grants()
                        .list(
                                callOf(context),
                                input.keyId(),
                                Optional.ofNullable(input.grantId()),
                                Optional.ofNullable(input.granteePrincipal())),
                input.limit(),
                50,
                100,
                input.marker());
        return ListGrantsResponse.builder()
                .grants(page.items().stream().map(GrantShapes::grant).toList())
                .truncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .build();
    }
}
