package io.hydrant.service.kms.embedded.use;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.KmsFixture;
import io.hydrant.service.kms.embedded.administration.KeyImports;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.support.KnownPrimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.hydrant.service.kms.embedded.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may sign, verify, make codes, key pairs and shared secrets, and import material. */
@ExtendWith(KnownPrimes.class)
class CryptographyAccessTest {
    private static final KmsCall ANN = KmsFixture.as("ann");
    private static final Signing.Message MESSAGE = new Signing.Message(new byte[1], "RAW");

    private final KmsFixture given = new KmsFixture();
    private final EmbeddedKms kms = given.kms;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sign",
                "Verify",
                "GenerateMac",
                "VerifyMac",
                "GenerateDataKeyPair",
                "GenerateDataKeyPairWithoutPlaintext",
                "DeriveSharedSecret"
            })
    void aGrantOfTheOperationLetsTheGranteeDoIt(String operation) {
        KeyDescription key = key(operation);
        assertThat(refusal(() -> call(ANN, operation, key)).code()).isEqualTo("AccessDeniedException");
        assertThat(refusal(() -> call(ANN, operation, key)).message().orElseThrow())
                .contains("is not authorized to perform: kms:" + operation + " on resource: " + key.arn());

        grant(key, "DescribeKey");
        assertThat(refusal(() -> call(ANN, operation, key)).code()).isEqualTo("AccessDeniedException");
        grant(key, operation);

        call(ANN, operation, key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sign",
                "Verify",
                "GenerateMac",
                "VerifyMac",
                "GenerateDataKeyPair",
                "GenerateDataKeyPairWithoutPlaintext",
                "DeriveSharedSecret",
                "GetParametersForImport",
                "ImportKeyMaterial",
                "DeleteImportedKeyMaterial"
            })
    void anIdentityPolicyAllowsTheActionAndTheKeyPolicyDeniesIt(String operation) {
        KeyDescription key = key(operation);
        assertThat(refusal(() -> call(ANN, operation, key)).code()).isEqualTo("AccessDeniedException");

        given.allow("ann", "kms:" + operation);
        if (operation.equals("ImportKeyMaterial")) {
            assertThat(refusal(() -> call(ANN, operation, key)).code()).isEqualTo("InvalidImportTokenException");
        } else {
            call(ANN, operation, key);
        }
        given.addStatement(
                key,
                "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:" + operation + "\",\"Resource\":\"*\"}");

        assertThat(refusal(() -> call(ANN, operation, key)).code()).isEqualTo("AccessDeniedException");
    }

    @Test
    void conditionsSeeTheAlgorithm() {
        denyAbout("Sign", "kms:SigningAlgorithm", "ECDSA_SHA_256");
        denyAbout("Sign", "kms:MessageType", "RAW");
        denyAbout("Verify", "kms:SigningAlgorithm", "ECDSA_SHA_256");
        denyAbout("GenerateMac", "kms:MacAlgorithm", "HMAC_SHA_256");
        denyAbout("DeriveSharedSecret", "kms:KeyAgreementAlgorithm", "ECDH");
        denyAbout("GenerateDataKeyPair", "kms:DataKeyPairSpec", "ECC_NIST_P256");
        denyAbout("GenerateDataKeyPair", "kms:EncryptionContext:a", "b");
        for (String operation : List.of("Encrypt", "GenerateDataKey", "GenerateDataKeyPair")) {
            denyAbout(operation, "kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        }
        denyAbout("GetParametersForImport", "kms:WrappingAlgorithm", "RSAES_OAEP_SHA_256");
        denyAbout("GetParametersForImport", "kms:WrappingKeySpec", "RSA_2048");
        denyAbout("ImportKeyMaterial", "kms:ExpirationModel", "KEY_MATERIAL_DOES_NOT_EXPIRE");
    }

    @Test
    void aDecryptionTellsItsAlgorithmToo() {
        KeyDescription key = kms.keys().create(given.root, Keys.NewKey.symmetric());
        byte[] blob = kms.cryptography()
                .encrypt(given.root, key.keyId(), new byte[1], Map.of(), "SYMMETRIC_DEFAULT")
                .bytes();
        given.addStatement(key, denial("Decrypt", "kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT"));

        for (Optional<String> name : List.of(Optional.<String>empty(), Optional.of(key.keyId()))) {
            assertThat(refusal(() -> kms.cryptography().decrypt(given.root, name, blob, Map.of(), "SYMMETRIC_DEFAULT"))
                            .code())
                    .isEqualTo("AccessDeniedException");
        }
    }

    private void denyAbout(String operation, String condition, String value) {
        KeyDescription other = key(operation);
        given.addStatement(other, denial(operation, condition, "another"));
        assertThat(outcome(operation, other)).isNotEqualTo("AccessDeniedException");
        KeyDescription key = key(operation);
        given.addStatement(key, denial(operation, condition, value));
        assertThat(outcome(operation, key)).as(condition).isEqualTo("AccessDeniedException");
    }

    private String outcome(String operation, KeyDescription key) {
        try {
            call(given.root, operation, key);
            return "";
        } catch (AwsException e) {
            return e.error().code();
        }
    }

    private static String denial(String operation, String condition, String value) {
        return "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:" + operation
                + "\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"" + condition + "\":\"" + value + "\"}}}";
    }

    private void grant(KeyDescription key, String operation) {
        kms.grants()
                .create(
                        given.root,
                        key.keyId(),
                        new Grant.Terms(
                                KmsFixture.user("ann").arn(),
                                Optional.empty(),
                                List.of(operation),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    private KeyDescription key(String operation) {
        Keys.NewKey wanted =
                switch (operation) {
                    case "Sign", "Verify" -> Keys.NewKey.of(KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY);
                    case "GenerateMac", "VerifyMac" -> Keys.NewKey.of(KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC);
                    case "DeriveSharedSecret" -> Keys.NewKey.of(KeySpec.ECC_NIST_P256, KeyUsage.KEY_AGREEMENT);
                    case "GetParametersForImport", "ImportKeyMaterial", "DeleteImportedKeyMaterial" ->
                        Keys.NewKey.symmetric().withOrigin("EXTERNAL");
                    default -> Keys.NewKey.symmetric();
                };
        return kms.keys().create(given.root, wanted);
    }

    private void call(KmsCall caller, String operation, KeyDescription described) {
        String key = described.keyId();
        Map<String, String> context = Map.of("a", "b");
        switch (operation) {
            case "Sign" -> kms.signing().sign(caller, key, MESSAGE, "ECDSA_SHA_256");
            case "Verify" ->
                kms.signing()
                        .verify(
                                caller,
                                key,
                                MESSAGE,
                                "ECDSA_SHA_256",
                                kms.signing()
                                        .sign(given.root, key, MESSAGE, "ECDSA_SHA_256")
                                        .signature());
            case "GenerateMac" -> kms.macs().generate(caller, key, new byte[1], "HMAC_SHA_256");
            case "VerifyMac" ->
                kms.macs()
                        .verify(
                                caller,
                                key,
                                new byte[1],
                                "HMAC_SHA_256",
                                kms.macs()
                                        .generate(given.root, key, new byte[1], "HMAC_SHA_256")
                                        .mac());
            case "DeriveSharedSecret" ->
                kms.sharedSecrets()
                        .derive(
                                caller,
                                key,
                                "ECDH",
                                kms.cryptography().publicKey(given.root, key).der());
            case "GenerateDataKeyPair" -> kms.dataKeyPairs().generate(caller, key, "ECC_NIST_P256", context, true);
            case "GenerateDataKeyPairWithoutPlaintext" ->
                kms.dataKeyPairs().generate(caller, key, "ECC_NIST_P256", context, false);
            case "Encrypt" -> kms.cryptography().encrypt(caller, key, new byte[1], context, "SYMMETRIC_DEFAULT");
            case "GenerateDataKey" -> kms.cryptography().generateDataKey(caller, key, 32, context, true);
            case "GetParametersForImport" -> kms.imports().parameters(caller, key, "RSAES_OAEP_SHA_256", "RSA_2048");
            case "DeleteImportedKeyMaterial" -> kms.imports().delete(caller, key, Optional.empty());
            case "ImportKeyMaterial" ->
                kms.imports()
                        .importMaterial(
                                caller,
                                key,
                                new KeyImports.Material(
                                        new byte[1],
                                        new byte[1],
                                        "KEY_MATERIAL_DOES_NOT_EXPIRE",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()));
            default -> throw new IllegalArgumentException(operation);
        }
    }
}
