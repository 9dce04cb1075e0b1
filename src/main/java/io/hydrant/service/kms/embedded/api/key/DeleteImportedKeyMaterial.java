package io.hydrant.service.kms.embedded.api.key;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.KeyImports;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialResponse;

/** Deletes imported key material. */
final class DeleteImportedKeyMaterial
        extends KmsOperation<DeleteImportedKeyMaterialRequest, DeleteImportedKeyMaterialResponse> {
    DeleteImportedKeyMaterial(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return DeleteImportedKeyMaterialRequest.builder();
    }

    @Override
    public DeleteImportedKeyMaterialResponse call(DeleteImportedKeyMaterialRequest input, CallContext context) {
        KeyImports.Done done =
                kms.imports().delete(callOf(context), input.keyId(), Optional.ofNullable(input.keyMaterialId()));
        return DeleteImportedKeyMaterialResponse.builder()
                .keyId(done.keyArn())
                .keyMaterialId(done.materialId().orElse(null))
                .build();
    }
}
