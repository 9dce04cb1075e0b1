package io.hydrant.service.kms.embedded.grant;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.KmsFixture;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.use.Cryptography;
import org.junit.jupiter.api.Test;

import static io.hydrant.service.kms.embedded.KmsFixture.as;
import static io.hydrant.service.kms.embedded.KmsFixture.refusal;
import static io.hydrant.service.kms.embedded.KmsFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

class GrantsTest {
    private final KmsFixture given = new KmsFixture();
    private final EmbeddedKms kms = given.kms;
    private final KeyDescription key = given.key();

    private static Grant.Terms terms(
            Map<String, String> equal, Map<String, String> subset, String name, String... ops) {
        return new Grant.Terms(
                user("ann").arn(),
                Optional.of(user("bob").arn()),
                List.of(ops),
                Optional.of(equal).filter(pairs -> !pairs.isEmpty()),
                Optional.of(subset).filter(pairs -> !pairs.isEmpty()),
                Optional.of(name).filter(text -> !text.isEmpty()));
    }

    private Grants.Created grant(Grant.Terms terms) {
        return kms.grants().create(given.root, key.keyId(), terms);
    }

    private void encryptAsAnn(Map<String, String> context) {
        Cryptography.Result unused =
                kms.cryptography().encrypt(as("ann"), key.keyId(), new byte[1], context, "SYMMETRIC_DEFAULT");
    }

    @Test
    void letsASubsetConstraintThroughWithMorePairs() {
        grant(terms(Map.of(), Map.of("a", "1"), "", "Encrypt"));

        encryptAsAnn(Map.of("a", "1", "b", "2"));
        assertThat(refusal(() -> encryptAsAnn(Map.of("a", "2"))).code()).isEqualTo("AccessDeniedException");
    }

    @Test
    void letsAnEqualsConstraintThroughWithExactlyItsPairs() {
        grant(terms(Map.of("a", "1"), Map.of(), "", "Encrypt"));

        encryptAsAnn(Map.of("a", "1"));
        assertThat(refusal(() -> encryptAsAnn(Map.of("a", "1", "b", "2"))).code())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void neverBeatsADeny() {
        grant(terms(Map.of(), Map.of(), "", "Encrypt"));
        given.addStatement(
                key, "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}");

        assertThat(refusal(() -> encryptAsAnn(Map.of())).message().orElseThrow())
                .endsWith("with an explicit deny in a resource-based policy");
    }

    @Test
    void findsTheGrantOfTheSameNameAndTermsWithAFreshToken() {
        Grants.Created first = grant(terms(Map.of(), Map.of(), "n", "Encrypt", "Decrypt"));
        Grants.Created again = grant(terms(Map.of(), Map.of(), "n", "Decrypt", "Encrypt"));
        Grants.Created other = grant(terms(Map.of(), Map.of(), "n", "Encrypt"));

        assertThat(again.grant()).isEqualTo(first.grant());
        assertThat(again.token()).isNotEqualTo(first.token());
        assertThat(other.grant().grantId())
                .isNotEqualTo(first.grant().grantId())
                .hasSize(64);
    }

    @Test
    void createsAnotherGrantEachTimeWithoutAName() {
        grant(terms(Map.of(), Map.of(), "", "Encrypt"));
        grant(terms(Map.of(), Map.of(), "", "Encrypt"));

        assertThat(kms.grants()
                        .list(
                                given.root,
                                key.keyId(),
                                Optional.empty(),
                                Optional.of(user("ann").arn())))
                .hasSize(2);
        assertThat(kms.grants().listRetirable(given.root, user("bob").arn())).hasSize(2);
    }

    @Test
    void isRetiredByItsRetiringPrincipalAndNotByItsGrantee() {
        Grants.Created created = grant(terms(Map.of(), Map.of(), "", "Encrypt"));

        assertThat(refusal(() -> kms.grants().retire(as("ann"), created.token()))
                        .code())
                .isEqualTo("AccessDeniedException");
        assertThat(refusal(() -> kms.grants().retire(as("bob").withDryRun(true), created.token()))
                        .code())
                .isEqualTo("DryRunOperationException");
        kms.grants().retire(as("bob"), created.token());

        assertThat(refusal(() -> encryptAsAnn(Map.of())).code()).isEqualTo("AccessDeniedException");
        assertThat(refusal(() -> kms.grants().retire(as("bob"), created.token()))
                        .code())
                .isEqualTo("InvalidGrantIdException");
    }

    @Test
    void isRetiredByAGranteeWhoHasTheOperation() {
        Grants.Created created = grant(terms(Map.of(), Map.of("a", "1"), "", "Encrypt", "RetireGrant"));

        kms.grants().retire(as("ann"), key.arn(), created.grant().grantId());

        assertThat(kms.grants().list(given.root, key.keyId(), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void endsWhenRevoked() {
        Grants.Created created = grant(terms(Map.of(), Map.of(), "", "Encrypt"));

        kms.grants().revoke(given.root, key.keyId(), created.grant().grantId());

        assertThat(refusal(() -> encryptAsAnn(Map.of())).code()).isEqualTo("AccessDeniedException");
        assertThat(refusal(() -> kms.grants()
                                .revoke(given.root, key.keyId(), created.grant().grantId()))
                        .code())
                .isEqualTo("InvalidGrantIdException");
    }

    @Test
    void givesAChildNoMoreThanItsParent() {
        grant(terms(Map.of(), Map.of("a", "1"), "", "Encrypt", "CreateGrant"));
        KmsCall ann = as("ann");

        kms.grants().create(ann, key.keyId(), terms(Map.of("a", "1", "b", "2"), Map.of(), "", "Encrypt"));
        assertThat(refusal(() -> kms.grants().create(ann, key.keyId(), terms(Map.of(), Map.of(), "", "Encrypt")))
                        .code())
                .isEqualTo("AccessDeniedException");
        assertThat(refusal(() ->
                                kms.grants().create(ann, key.keyId(), terms(Map.of("a", "1"), Map.of(), "", "Decrypt")))
                        .code())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void refusesATokenThatNeverWasOne() {
        assertThat(refusal(() -> kms.grants().retire(given.root, "bm9uc2Vuc2U="))
                        .code())
                .isEqualTo("InvalidGrantTokenException");
    }
}
