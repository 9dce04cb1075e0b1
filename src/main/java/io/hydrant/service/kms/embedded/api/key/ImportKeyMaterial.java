package io.hydrant.service.kms.embedded.api.key;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.KeyImports;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;

/** Imports key material. */
final class ImportKeyMaterial extends KmsOperation<ImportKeyMaterialRequest, ImportKeyMaterialResponse> {
    ImportKeyMaterial(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ImportKeyMaterialRequest.builder();
    }

    @Override
    public ImportKeyMaterialResponse call(ImportKeyMaterialRequest input, CallContext context) {
        KeyImports.Material material = new KeyImports.Material(
                input.importToken().asByteArray(),
                input.encryptedKeyMaterial().asByteArray(),
                Optional.ofNullable(input.expirationModelAsString()).orElse("KEY_MATERIAL_EXPIRES"),
                Optional.ofNullable(input.validTo()),
                Optional.ofNullable(input.importTypeAsString()),
                Optional.ofNullable(input.keyMaterialDescription()),
                Optional.ofNullable(input.keyMaterialId()));
        KeyImports.Done done = kms.imports().importMaterial(callOf(context), input.keyId(), material);
        return ImportKeyMaterialResponse.builder()
                .keyId(done.keyArn())
                .keyMaterialId(done.materialId().orElse(null))
                .build();
    }
}
