package io.hydrant.service.kms.embedded.api.key;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.KeyImports;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;

/** Answers the key and the token with which key material is wrapped and imported. */
final class GetParametersForImport extends KmsOperation<GetParametersForImportRequest, GetParametersForImportResponse> {
    GetParametersForImport(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return GetParametersForImportRequest.builder();
    }

    @Override
    public GetParametersForImportResponse call(GetParametersForImportRequest input, CallContext context) {
        KeyImports.Parameters parameters = kms.imports()
                .parameters(
                        callOf(context),
                        input.keyId(),
                        input.wrappingAlgorithmAsString(),
                        input.wrappingKeySpecAsString());
        return GetParametersForImportResponse.builder()
                .keyId(parameters.keyArn())
                .importToken(SdkBytes.fromByteArray(parameters.token()))
                .publicKey(SdkBytes.fromByteArray(parameters.publicKey()))
                .parametersValidTo(parameters.validTo())
                .build();
    }
}
