package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/** Describes a key by any of its names. */
final class DescribeKey extends KmsOperation<DescribeKeyRequest, DescribeKeyResponse> {
    DescribeKey(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return DescribeKeyRequest.builder();
    }

    @Override
    public DescribeKeyResponse call(DescribeKeyRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens());
        return DescribeKeyResponse.builder()
                .keyMetadata(KeyShapes.metadata(kms.keys().describe(call, input.keyId())))
                .build();
    }
}
