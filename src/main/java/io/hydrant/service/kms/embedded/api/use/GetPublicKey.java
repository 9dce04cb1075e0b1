package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.use.Cryptography;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;

/** The public half of an asymmetric key. */
final class GetPublicKey extends KmsOperation<GetPublicKeyRequest, GetPublicKeyResponse> {
    GetPublicKey(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GetPublicKeyRequest.builder();
    }

    @Override
    @SuppressWarnings("deprecation") // clients of every age: the old member goes beside the new one
    public GetPublicKeyResponse call(GetPublicKeyRequest input, CallContext context) {
        Cryptography.PublicHalf half =
                kms.cryptography().publicKey(callOf(context).withGrantTokens(input.grantTokens()), input.keyId());
        KeyDescription key = half.key();
        GetPublicKeyResponse.Builder response = GetPublicKeyResponse.builder()
                .keyId(key.arn())
                .publicKey(SdkBytes.fromByteArray(half.der()))
                .customerMasterKeySpec(key.spec().name())
                .keySpec(key.spec().name())
                .keyUsage(key.usage().name());
        switch (key.usage()) {
            case ENCRYPT_DECRYPT -> response.encryptionAlgorithmsWithStrings(key.algorithms());
            case SIGN_VERIFY -> response.signingAlgorithmsWithStrings(key.algorithms());
            case KEY_AGREEMENT -> response.keyAgreementAlgorithmsWithStrings(key.algorithms());
            case GENERATE_VERIFY_MAC -> throw KmsErrors.unsupported();
        }
        return response.build();
    }
}
