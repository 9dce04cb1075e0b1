package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/** Random bytes. */
final class GenerateRandom extends KmsOperation<GenerateRandomRequest, GenerateRandomResponse> {
    GenerateRandom(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GenerateRandomRequest.builder();
    }

    @Override
    public GenerateRandomResponse call(GenerateRandomRequest input, CallContext context) {
        if (input.numberOfBytes() == null) {
            throw KmsErrors.validation("NumberOfBytes is required.");
        }
        if (input.recipient() != null || input.customKeyStoreId() != null) {
            throw KmsErrors.unsupported("Hydrant has no Nitro enclaves and no custom key stores.");
        }
        return GenerateRandomResponse.builder()
                .plaintext(SdkBytes.fromByteArray(kms.cryptography().random(callOf(context), input.numberOfBytes())))
                .build();
    }
}
