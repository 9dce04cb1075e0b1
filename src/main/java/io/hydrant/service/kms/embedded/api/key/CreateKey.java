package io.hydrant.service.kms.embedded.api.key;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.TagShapes;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;

/** Creates a key. */
final class CreateKey extends KmsOperation<CreateKeyRequest, CreateKeyResponse> {
    private final Optional<String> keyId;

    CreateKey(EmbeddedKms kms) {
        this(kms, Optional.empty());
    }

    CreateKey(EmbeddedKms kms, Optional<String> keyId) {
        super(kms);
        this.keyId = keyId;
    }

    @Override
    public SdkPojo newInput() {
        return CreateKeyRequest.builder();
    }

    @Override
    @SuppressWarnings("deprecation") // clients of every age: the old member goes beside the new one
    public CreateKeyResponse call(CreateKeyRequest input, CallContext context) {
        if (input.keySpecAsString() != null && input.customerMasterKeySpecAsString() != null) {
            throw KmsErrors.validation("You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
                    + " CustomerMasterKeySpec is deprecated.");
        }
        String wanted = Optional.ofNullable(input.keySpecAsString())
                .or(() -> Optional.ofNullable(input.customerMasterKeySpecAsString()))
                .orElse("SYMMETRIC_DEFAULT");
        KeySpec spec = KeySpec.named(wanted)
                .orElseThrow(() -> KmsErrors.unsupported("KeySpec " + wanted + " is not supported in this Region"));
        Keys.NewKey key = new Keys.NewKey(
                Optional.ofNullable(input.policy()),
                Optional.ofNullable(input.description()).orElse(""),
                Optional.ofNullable(input.keyUsageAsString()).map(KeyUsage::valueOf),
                spec,
                Optional.ofNullable(input.originAsString()).orElse("AWS_KMS"),
                isTrue(input.bypassPolicyLockoutSafetyCheck()),
                TagShapes.tags(input.tags()),
                isTrue(input.multiRegion()));
        KeyDescription made = kms.keys().create(callOf(context), key, keyId);
        return CreateKeyResponse.builder().keyMetadata(KeyShapes.metadata(made)).build();
    }
}
