package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.Page;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;

/** Lists the keys of an account and Region. */
final class ListKeys extends KmsOperation<ListKeysRequest, ListKeysResponse> {
    ListKeys(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ListKeysRequest.builder();
    }

    @Override
    public ListKeysResponse call(ListKeysRequest input, CallContext context) {
        Page<KeyDescription> page = Page.of(kms.keys().list(callOf(context)), input.limit(), 100, 1000, input.marker());
        return ListKeysResponse.builder()
                .keys(page.items().stream()
                        .map(key -> KeyListEntry.builder()
                                .keyId(key.keyId())
                                .keyArn(key.arn())
                                .build())
                        .toList())
                .truncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .build();
    }
}
