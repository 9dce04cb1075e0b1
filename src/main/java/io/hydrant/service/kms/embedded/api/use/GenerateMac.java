package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.use.MessageAuthentication;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;

/** Makes a message authentication code. */
final class GenerateMac extends KmsOperation<GenerateMacRequest, GenerateMacResponse> {
    GenerateMac(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GenerateMacRequest.builder();
    }

    @Override
    public GenerateMacResponse call(GenerateMacRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        MessageAuthentication.Code code =
                kms.macs().generate(call, input.keyId(), input.message().asByteArray(), input.macAlgorithmAsString());
        return GenerateMacResponse.builder()
                .keyId(code.keyArn())
                .mac(SdkBytes.fromByteArray(code.mac()))
                .macAlgorithm(input.macAlgorithmAsString())
                .build();
    }
}
