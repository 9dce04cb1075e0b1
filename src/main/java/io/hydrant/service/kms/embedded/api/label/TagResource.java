package io.hydrant.service.kms.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.TagShapes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;

/** Adds or replaces tags. */
final class TagResource extends KmsOperation<TagResourceRequest, TagResourceResponse> {
    TagResource(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return TagResourceRequest.builder();
    }

    @Override
    public TagResourceResponse call(TagResourceRequest input, CallContext context) {
        kms.tags().tag(callOf(context), input.keyId(), TagShapes.tags(input.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
