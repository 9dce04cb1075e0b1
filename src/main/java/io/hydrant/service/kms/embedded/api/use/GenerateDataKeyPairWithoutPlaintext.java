package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.use.DataKeyPairs;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;

/** Makes a key pair whose private half the caller does not get to see. */
final class GenerateDataKeyPairWithoutPlaintext
        extends KmsOperation<GenerateDataKeyPairWithoutPlaintextRequest, GenerateDataKeyPairWithoutPlaintextResponse> {
    GenerateDataKeyPairWithoutPlaintext(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GenerateDataKeyPairWithoutPlaintextRequest.builder();
    }

    @Override
    public GenerateDataKeyPairWithoutPlaintextResponse call(
            GenerateDataKeyPairWithoutPlaintextRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        DataKeyPairs.NewPair made = kms.dataKeyPairs()
                .generate(call, input.keyId(), input.keyPairSpecAsString(), input.encryptionContext(), false);
        return GenerateDataKeyPairWithoutPlaintextResponse.builder()
                .privateKeyCiphertextBlob(
                        SdkBytes.fromByteArray(made.encrypted().bytes()))
                .publicKey(SdkBytes.fromByteArray(made.publicKey()))
                .keyId(made.encrypted().keyArn())
                .keyPairSpec(input.keyPairSpecAsString())
                .keyMaterialId(made.encrypted().materialId().orElse(null))
                .build();
    }
}
