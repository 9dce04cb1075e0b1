package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** Verifies a signature. */
final class Verify extends KmsOperation<VerifyRequest, VerifyResponse> {
    Verify(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return VerifyRequest.builder();
    }

    @Override
    public VerifyResponse call(VerifyRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        String keyArn = kms.signing()
                .verify(
                        call,
                        input.keyId(),
                        UseMembers.message(input.message(), input.messageTypeAsString()),
                        input.signingAlgorithmAsString(),
                        input.signature().asByteArray());
        return VerifyResponse.builder()
                .keyId(keyArn)
                .signatureValid(true)
                .signingAlgorithm(input.signingAlgorithmAsString())
                .build();
    }
}
