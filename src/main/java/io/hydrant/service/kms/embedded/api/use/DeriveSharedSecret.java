package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.use.SharedSecrets;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;

/** Derives the secret that a key shares with another. */
final class DeriveSharedSecret extends KmsOperation<DeriveSharedSecretRequest, DeriveSharedSecretResponse> {
    DeriveSharedSecret(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return DeriveSharedSecretRequest.builder();
    }

    @Override
    public DeriveSharedSecretResponse call(DeriveSharedSecretRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        if (input.recipient() != null) {
            throw KmsErrors.unsupported("Hydrant has no Nitro enclaves.");
        }
        SharedSecrets.Shared shared = kms.sharedSecrets()
                .derive(
                        call,
                        input.keyId(),
                        input.keyAgreementAlgorithmAsString(),
                        input.publicKey().asByteArray());
        return DeriveSharedSecretResponse.builder()
                .keyId(shared.keyArn())
                .sharedSecret(SdkBytes.fromByteArray(shared.secret()))
                .keyAgreementAlgorithm(input.keyAgreementAlgorithmAsString())
                .keyOrigin(shared.keyOrigin())
                .build();
    }
}
