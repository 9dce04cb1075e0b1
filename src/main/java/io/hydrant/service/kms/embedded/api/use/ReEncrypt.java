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
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** Decrypts and encrypts again. */
final class ReEncrypt extends KmsOperation<ReEncryptRequest, ReEncryptResponse> {
    ReEncrypt(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ReEncryptRequest.builder();
    }

    @Override
    public ReEncryptResponse call(ReEncryptRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        if (input.ciphertextBlob() == null) {
            throw KmsErrors.validation("CiphertextBlob is required.");
        }
        Cryptography.ReEncrypted result = kms.cryptography()
                .reEncrypt(
                        call,
                        new Cryptography.Source(
                                Optional.ofNullable(input.sourceKeyId()),
                                input.ciphertextBlob().asByteArray(),
                                input.sourceEncryptionContext(),
                                UseMembers.algorithm(input.sourceEncryptionAlgorithmAsString())),
                        new Cryptography.Destination(
                                input.destinationKeyId(),
                                input.destinationEncryptionContext(),
                                UseMembers.algorithm(input.destinationEncryptionAlgorithmAsString())));
        return ReEncryptResponse.builder()
                .ciphertextBlob(SdkBytes.fromByteArray(result.to().bytes()))
                .sourceKeyId(result.from().keyArn())
                .keyId(result.to().keyArn())
                .sourceEncryptionAlgorithm(result.from().algorithm())
                .destinationEncryptionAlgorithm(result.to().algorithm())
                .sourceKeyMaterialId(result.from().materialId().orElse(null))
                .destinationKeyMaterialId(result.to().materialId().orElse(null))
                .build();
    }
}
