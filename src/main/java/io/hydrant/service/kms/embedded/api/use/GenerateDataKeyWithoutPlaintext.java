package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.use.Cryptography;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;

/** Makes a data key that the caller does not get to see. */
final class GenerateDataKeyWithoutPlaintext
        extends KmsOperation<GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse> {
    GenerateDataKeyWithoutPlaintext(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GenerateDataKeyWithoutPlaintextRequest.builder();
    }

    @Override
    public GenerateDataKeyWithoutPlaintextResponse call(
            GenerateDataKeyWithoutPlaintextRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        int length = UseMembers.dataKeyLength(input.keySpecAsString(), input.numberOfBytes());
        Cryptography.NewDataKey made =
                kms.cryptography().generateDataKey(call, input.keyId(), length, input.encryptionContext(), false);
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .ciphertextBlob(SdkBytes.fromByteArray(made.encrypted().bytes()))
                .keyId(made.encrypted().keyArn())
                .keyMaterialId(made.encrypted().materialId().orElse(null))
                .build();
    }
}
