package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/** Verifies a message authentication code. */
final class VerifyMac extends KmsOperation<VerifyMacRequest, VerifyMacResponse> {
    VerifyMac(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return VerifyMacRequest.builder();
    }

    @Override
    public VerifyMacResponse call(VerifyMacRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        String keyArn = kms.macs()
                .verify(
                        call,
                        input.keyId(),
                        input.message().asByteArray(),
                        input.macAlgorithmAsString(),
                        input.mac().asByteArray());
        return VerifyMacResponse.builder()
                .keyId(keyArn)
                .macValid(true)
                .macAlgorithm(input.macAlgorithmAsString())
                .build();
    }
}
