package io.hydrant.service.kms.embedded.api.access;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.grant.Grants;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** Creates a grant. */
final class CreateGrant extends KmsOperation<CreateGrantRequest, CreateGrantResponse> {
    CreateGrant(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return CreateGrantRequest.builder();
    }

    @Override
    public CreateGrantResponse call(CreateGrantRequest input, CallContext context) {
        if (input.granteePrincipal() == null) {
            throw KmsErrors.unsupported("Hydrant has no grants for service principals; give a GranteePrincipal.");
        }
        GrantConstraints constraints = input.constraints();
        Grant.Terms terms = new Grant.Terms(
                input.granteePrincipal(),
                Optional.ofNullable(input.retiringPrincipal()),
                input.operationsAsStrings(),
                Optional.ofNullable(constraints)
                        .filter(GrantConstraints::hasEncryptionContextEquals)
                        .map(GrantConstraints::encryptionContextEquals),
                Optional.ofNullable(constraints)
                        .filter(GrantConstraints::hasEncryptionContextSubset)
                        .map(GrantConstraints::encryptionContextSubset),
                Optional.ofNullable(input.name()));
        KmsCall call = callOf(context).withGrantTokens(input.grantTokens()).withDryRun(isTrue(input.dryRun()));
        Grants.Created created = kms.grants().create(call, input.keyId(), terms);
        return CreateGrantResponse.builder()
                .grantId(created.grant().grantId())
                .grantToken(created.token())
                .build();
    }
}
