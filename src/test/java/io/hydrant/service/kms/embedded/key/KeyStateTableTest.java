package io.hydrant.service.kms.embedded.key;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.KmsFixture;
import io.hydrant.service.kms.embedded.administration.KeyImports;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.use.Signing;
import io.hydrant.support.KnownPrimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.hydrant.service.kms.embedded.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(KnownPrimes.class)
class KeyStateTableTest {
    private final KmsFixture given = new KmsFixture();
    private final EmbeddedKms kms = given.kms;

    private KeyDescription keyIn(String state, String operation) {
        Keys.NewKey wanted = wanted(operation);
        if (state.equals("PendingImport")) {
            return kms.keys().create(given.root, wanted.withOrigin("EXTERNAL"));
        }
        KeyDescription key = kms.keys().create(given.root, wanted);
        switch (state) {
            case "Disabled" -> kms.keys().disable(given.root, key.keyId());
            case "PendingDeletion" -> kms.keys().scheduleDeletion(given.root, key.keyId(), 7);
            default -> assertThat(state).isEqualTo("Enabled");
        }
        return key;
    }

    private static Keys.NewKey wanted(String operation) {
        return switch (operation) {
            case "Sign", "Verify", "GetPublicKey" -> Keys.NewKey.of(KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY);
            case "GenerateMac", "VerifyMac" -> Keys.NewKey.of(KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC);
            case "DeriveSharedSecret" -> Keys.NewKey.of(KeySpec.ECC_NIST_P256, KeyUsage.KEY_AGREEMENT);
            default -> Keys.NewKey.symmetric();
        };
    }

    private void call(String operation, String key) {
        KmsCall root = given.root;
        Map<String, String> none = Map.of();
        switch (operation) {
            case "CancelKeyDeletion" -> kms.keys().cancelDeletion(root, key);
            case "CreateAlias" -> kms.aliases().create(root, "alias/x", key);
            case "CreateGrant" ->
                kms.grants()
                        .create(
                                root,
                                key,
                                new Grant.Terms(
                                        KmsFixture.user("ann").arn(),
                                        Optional.empty(),
                                        List.of("Decrypt"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()));
            case "Encrypt" -> kms.cryptography().encrypt(root, key, new byte[1], none, "SYMMETRIC_DEFAULT");
            case "GenerateDataKey" -> kms.cryptography().generateDataKey(root, key, 32, none, true);
            case "GenerateDataKeyPair" -> kms.dataKeyPairs().generate(root, key, "ECC_NIST_P256", none, true);
            case "GenerateDataKeyPairWithoutPlaintext" ->
                kms.dataKeyPairs().generate(root, key, "ECC_NIST_P256", none, false);
            case "GetPublicKey" -> kms.cryptography().publicKey(root, key);
            case "Sign" -> kms.signing().sign(root, key, new Signing.Message(new byte[1], "RAW"), "ECDSA_SHA_256");
            case "Verify" ->
                kms.signing()
                        .verify(
                                root,
                                key,
                                new Signing.Message(new byte[1], "RAW"),
                                "ECDSA_SHA_256",
                                kms.signing()
                                        .sign(root, key, new Signing.Message(new byte[1], "RAW"), "ECDSA_SHA_256")
                                        .signature());
            case "GenerateMac" -> kms.macs().generate(root, key, new byte[1], "HMAC_SHA_256");
            case "VerifyMac" ->
                kms.macs()
                        .verify(
                                root,
                                key,
                                new byte[1],
                                "HMAC_SHA_256",
                                kms.macs()
                                        .generate(root, key, new byte[1], "HMAC_SHA_256")
                                        .mac());
            case "DeriveSharedSecret" ->
                kms.sharedSecrets()
                        .derive(
                                root,
                                key,
                                "ECDH",
                                kms.cryptography().publicKey(root, key).der());
            case "GetParametersForImport" -> kms.imports().parameters(root, key, "RSAES_OAEP_SHA_256", "RSA_2048");
            case "DeleteImportedKeyMaterial" -> kms.imports().delete(root, key, Optional.empty());
            case "ImportKeyMaterial" ->
                kms.imports()
                        .importMaterial(
                                root,
                                key,
                                new KeyImports.Material(
                                        new byte[1],
                                        new byte[1],
                                        "KEY_MATERIAL_DOES_NOT_EXPIRE",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()));
            case "DescribeKey" -> kms.keys().describe(root, key);
            case "EnableKey" -> kms.keys().enable(root, key);
            case "DisableKey" -> kms.keys().disable(root, key);
            case "EnableKeyRotation" -> kms.rotation().enable(root, key, 365);
            case "GetKeyRotationStatus" -> kms.rotation().status(root, key);
            case "ScheduleKeyDeletion" -> kms.keys().scheduleDeletion(root, key, 30);
            case "TagResource" -> kms.tags().tag(root, key, List.of(new Tag("a", "b")));
            case "UpdateKeyDescription" -> kms.keys().updateDescription(root, key, "x");
            default -> throw new IllegalArgumentException(operation);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    OPERATION                           | Enabled                       | Disabled                      | PendingDeletion               | PendingImport
                    CancelKeyDeletion                   | KMSInvalidStateException      | KMSInvalidStateException      | +                             | KMSInvalidStateException
                    CreateAlias                         | +                             | +                             | KMSInvalidStateException      | +
                    CreateGrant                         | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    Encrypt                             | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    GenerateDataKey                     | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    GenerateDataKeyPair                 | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    GenerateDataKeyPairWithoutPlaintext | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    GetPublicKey                        | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    Sign                                | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    Verify                              | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    GenerateMac                         | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    VerifyMac                           | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    DeriveSharedSecret                  | +                             | DisabledException             | KMSInvalidStateException      | KMSInvalidStateException
                    GetParametersForImport              | UnsupportedOperationException | UnsupportedOperationException | KMSInvalidStateException      | +
                    ImportKeyMaterial                   | UnsupportedOperationException | UnsupportedOperationException | KMSInvalidStateException      | InvalidImportTokenException
                    DeleteImportedKeyMaterial           | UnsupportedOperationException | UnsupportedOperationException | UnsupportedOperationException | +
                    DescribeKey                         | +                             | +                             | +                             | +
                    EnableKey                           | +                             | +                             | KMSInvalidStateException      | KMSInvalidStateException
                    DisableKey                          | +                             | +                             | KMSInvalidStateException      | KMSInvalidStateException
                    EnableKeyRotation                   | +                             | DisabledException             | KMSInvalidStateException      | UnsupportedOperationException
                    GetKeyRotationStatus                | +                             | +                             | +                             | +
                    ScheduleKeyDeletion                 | +                             | +                             | KMSInvalidStateException      | +
                    TagResource                         | +                             | +                             | KMSInvalidStateException      | +
                    UpdateKeyDescription                | +                             | +                             | KMSInvalidStateException      | +
                    """)
    void answersByState(String operation, String enabled, String disabled, String deletion, String pendingImport) {
        Map<String, String> expected = Map.of(
                "Enabled", enabled, "Disabled", disabled, "PendingDeletion", deletion, "PendingImport", pendingImport);
        expected.forEach((state, code) -> {
            KeyDescription key = keyIn(state, operation);
            if (code.equals("+")) {
                call(operation, key.keyId());
                given.kms.reset(scope -> true);
            } else {
                assertThat(refusal(() -> call(operation, key.keyId())).code())
                        .as("%s in state %s", operation, state)
                        .isEqualTo(code);
            }
        });
    }

    @Test
    void namesTheKeyAndItsState() {
        assertThat(KeyStateTable.refusal("Encrypt", KeyState.DISABLED, "K")
                        .orElseThrow()
                        .error())
                .isEqualTo(AwsError.client("DisabledException", "K is disabled."));
        assertThat(KeyStateTable.refusal("Encrypt", KeyState.PENDING_DELETION, "K")
                        .orElseThrow()
                        .error())
                .isEqualTo(AwsError.client("KMSInvalidStateException", "K is pending deletion."));
        assertThat(KeyStateTable.refusal("CancelKeyDeletion", KeyState.ENABLED, "K")
                        .orElseThrow()
                        .error())
                .isEqualTo(AwsError.client("KMSInvalidStateException", "K is not pending deletion."));
    }

    @Test
    void hasACellForEveryOperationInEveryState() {
        for (String operation : KeyStateTable.operations()) {
            for (KeyState state : KeyState.values()) {
                assertThat(KeyStateTable.refusal(operation, state, "K")).isNotNull();
            }
        }
        assertThat(KeyStateTable.operations()).hasSizeGreaterThan(30);
    }
}
