package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.use.Signing;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;

/** Signs a message or its digest. */
final class Sign extends KmsOperation<SignRequest, SignResponse> {
    Sign(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return SignRequest.builder();
    }

    @Override
    public SignResponse call(SignRequest input, CallContext context) {
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        Signing.Signed signed = kms.signing()
                .sign(
                        call,
                        input.keyId(),
                        UseMembers.message(input.message(), input.messageTypeAsString()),
                        input.signingAlgorithmAsString());
        return SignResponse.builder()
                .keyId(signed.keyArn())
                .signature(SdkBytes.fromByteArray(signed.signature()))
                .signingAlgorithm(input.signingAlgorithmAsString())
                .build();
    }
}
