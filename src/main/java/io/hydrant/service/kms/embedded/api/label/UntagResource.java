package io.hydrant.service.kms.embedded.api.label;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** Removes tags. */
final class UntagResource extends KmsOperation<UntagResourceRequest, UntagResourceResponse> {
    UntagResource(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return UntagResourceRequest.builder();
    }

    @Override
    public UntagResourceResponse call(UntagResourceRequest input, CallContext context) {
        kms.tags().untag(callOf(context), input.keyId(), input.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public boolean answersWithoutBody() {
        return true;
    }
}
