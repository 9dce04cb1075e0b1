package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.use.Cryptography;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/** Encrypts up to 4,096 bytes. */
final class Encrypt extends KmsOperation<EncryptRequest, EncryptResponse> {
    Encrypt(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return EncryptRequest.builder();
    }

    @Override
    public EncryptResponse call(EncryptRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        Cryptography.Result result = kms.cryptography()
                .encrypt(
                        call,
                        input.keyId(),
                        input.plaintext().asByteArray(),
                        input.encryptionContext(),
                        UseMembers.algorithm(input.encryptionAlgorithmAsString()));
        return EncryptResponse.builder()
                .ciphertextBlob(SdkBytes.fromByteArray(result.bytes()))
                .keyId(result.keyArn())
                .encryptionAlgorithm(result.algorithm())
                .build();
    }
}
