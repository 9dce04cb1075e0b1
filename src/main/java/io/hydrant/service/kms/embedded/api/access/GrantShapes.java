package io.hydrant.service.kms.embedded.api.access;

import io.hydrant.service.kms.embedded.key.Grant;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** A grant in the SDK's shapes. A member that AWS leaves out stays unset. */
final class GrantShapes {
    private GrantShapes() {}

    static GrantListEntry grant(Grant grant) {
        Grant.Terms terms = grant.terms();
        GrantListEntry.Builder entry = GrantListEntry.builder()
                .keyId(grant.keyArn())
                .grantId(grant.grantId())
                .name(terms.name().orElse(""))
                .creationDate(grant.creationDate())
                .granteePrincipal(terms.granteePrincipal())
                .retiringPrincipal(terms.retiringPrincipal().orElse(null))
                .issuingAccount("arn:aws:iam::" + grant.issuingAccount() + ":root")
                .operationsWithStrings(terms.operations());
        terms.contextEquals()
                .ifPresent(pairs -> entry.constraints(GrantConstraints.builder()
                        .encryptionContextEquals(pairs)
                        .build()));
        terms.contextSubset()
                .ifPresent(pairs -> entry.constraints(GrantConstraints.builder()
                        .encryptionContextSubset(pairs)
                        .build()));
        return entry.build();
    }
}
