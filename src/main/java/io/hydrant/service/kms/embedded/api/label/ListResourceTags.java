package io.hydrant.service.kms.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.Page;
import io.hydrant.service.kms.embedded.api.operation.TagShapes;
import io.hydrant.service.kms.embedded.key.Tag;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;

/** Lists the tags of a key. */
final class ListResourceTags extends KmsOperation<ListResourceTagsRequest, ListResourceTagsResponse> {
    ListResourceTags(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ListResourceTagsRequest.builder();
    }

    @Override
    public ListResourceTagsResponse call(ListResourceTagsRequest input, CallContext context) {
        Page<Tag> page =
                Page.of(kms.tags().list(callOf(context), input.keyId()), input.limit(), 50, 50, input.marker());
        return ListResourceTagsResponse.builder()
                .tags(page.items().stream().map(TagShapes::tag).toList())
                .truncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .build();
    }
}
