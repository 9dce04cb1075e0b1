package io.hydrant.service.kms.embedded.api.use;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.use.Cryptography;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;

/** Decrypts what a key has encrypted. */
final class Decrypt extends KmsOperation<DecryptRequest, DecryptResponse> {
    Decrypt(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return DecryptRequest.builder();
    }

    @Override
    public DecryptResponse call(DecryptRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        if (input.ciphertextBlob() == null) {
            throw KmsErrors.validation("CiphertextBlob is required.");
        }
        if (input.recipient() != null) {
            throw KmsErrors.unsupported("Hydrant has no Nitro enclaves.");
        }
        Cryptography.Result result = kms.cryptography()
                .decrypt(
                        call,
                        Optional.ofNullable(input.keyId()),
                        input.ciphertextBlob().asByteArray(),
                        input.encryptionContext(),
                        UseMembers.algorithm(input.encryptionAlgorithmAsString()));
        return DecryptResponse.builder()
                .plaintext(SdkBytes.fromByteArray(result.bytes()))
                .keyId(result.keyArn())
                .encryptionAlgorithm(result.algorithm())
                .keyMaterialId(result.materialId().orElse(null))
                .build();
    }
}
