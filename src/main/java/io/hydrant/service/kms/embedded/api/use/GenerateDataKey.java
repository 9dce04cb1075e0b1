package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.use.Cryptography;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** Makes a data key. */
final class GenerateDataKey extends KmsOperation<GenerateDataKeyRequest, GenerateDataKeyResponse> {
    GenerateDataKey(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GenerateDataKeyRequest.builder();
    }

    @Override
    public GenerateDataKeyResponse call(GenerateDataKeyRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        if (input.recipient() != null) {
            throw KmsErrors.unsupported("Hydrant has no Nitro enclaves.");
        }
        int length = UseMembers.dataKeyLength(input.keySpecAsString(), input.numberOfBytes());
        Cryptography.NewDataKey made =
                kms.cryptography().generateDataKey(call, input.keyId(), length, input.encryptionContext(), true);
        return GenerateDataKeyResponse.builder()
                .ciphertextBlob(SdkBytes.fromByteArray(made.encrypted().bytes()))
                .plaintext(SdkBytes.fromByteArray(made.plaintext()))
                .keyId(made.encrypted().keyArn())
                .keyMaterialId(made.encrypted().materialId().orElse(null))
                .build();
    }
}
