package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.use.DataKeyPairs;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;

/** Makes a key pair, with its private half in the clear and encrypted. */
final class GenerateDataKeyPair extends KmsOperation<GenerateDataKeyPairRequest, GenerateDataKeyPairResponse> {
    GenerateDataKeyPair(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GenerateDataKeyPairRequest.builder();
    }

    @Override
    public GenerateDataKeyPairResponse call(GenerateDataKeyPairRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        if (input.recipient() != null) {
            throw KmsErrors.unsupported("Hydrant has no Nitro enclaves.");
        }
        DataKeyPairs.NewPair made = kms.dataKeyPairs()
                .generate(call, input.keyId(), input.keyPairSpecAsString(), input.encryptionContext(), true);
        return GenerateDataKeyPairResponse.builder()
                .privateKeyCiphertextBlob(
                        SdkBytes.fromByteArray(made.encrypted().bytes()))
                .privateKeyPlaintext(SdkBytes.fromByteArray(made.privateKey()))
                .publicKey(SdkBytes.fromByteArray(made.publicKey()))
                .keyId(made.encrypted().keyArn())
                .keyPairSpec(input.keyPairSpecAsString())
                .keyMaterialId(made.encrypted().materialId().orElse(null))
                .build();
    }
}
