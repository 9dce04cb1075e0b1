package io.hydrant.it;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

import io.hydrant.Hydrant;
import io.hydrant.support.KnownPrimes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

import static io.hydrant.it.Workbench.kmsRefusal;
import static org.assertj.core.api.Assertions.assertThat;

/** GetParametersForImport, ImportKeyMaterial and DeleteImportedKeyMaterial; the material is wrapped by the JDK. */
@ExtendWith(KnownPrimes.class)
class KmsImportIT {
    private static final String OAEP = "RSAES_OAEP_SHA_256";
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("a secret");

    /** By key, because it takes a while to make one. */
    private final Map<String, GetParametersForImportResponse> usable = new HashMap<>();

    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    @ParameterizedTest
    @CsvSource({
        "RSAES_OAEP_SHA_1, RSA_2048",
        "RSAES_OAEP_SHA_256, RSA_2048",
        "RSAES_OAEP_SHA_256, RSA_3072",
        "RSA_AES_KEY_WRAP_SHA_1, RSA_2048",
        "RSA_AES_KEY_WRAP_SHA_256, RSA_4096"
    })
    void wrappedMaterialMakesASymmetricKeyUsable(String algorithm, String wrappingSpec) {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        byte[] material = random(32);
        assertThat(kmsRefusal(() -> clients.kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT))))
                .isEqualTo("KMSInvalidStateException: " + key + " is pending import.");

        GetParametersForImportResponse parameters = parameters(key, algorithm, wrappingSpec);
        ImportKeyMaterialResponse imported = imported(key, parameters, algorithm, material, r -> {});

        assertThat(parameters.keyId()).isEqualTo(key);
        assertThat(parameters.importToken().asByteArray()).hasSizeLessThanOrEqualTo(6144);
        assertThat(imported.keyId()).isEqualTo(key);
        assertThat(imported.keyMaterialId()).matches("[0-9a-f]{64}");
        KeyMetadata metadata = describe(key);
        assertThat(metadata.keyStateAsString()).isEqualTo("Enabled");
        assertThat(metadata.enabled()).isTrue();
        assertThat(metadata.expirationModelAsString()).isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
        assertThat(metadata.validTo()).isNull();
        assertThat(metadata.currentKeyMaterialId()).isEqualTo(imported.keyMaterialId());
        SdkBytes blob =
                clients.kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT)).ciphertextBlob();
        assertThat(clients.kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAINTEXT);
    }

    @Test
    void deletedMaterialComesBackAsItWasAndAsNothingElse() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        byte[] material = random(32);
        String id = imported(key, material, r -> {}).keyMaterialId();
        SdkBytes blob =
                clients.kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT)).ciphertextBlob();

        var deleted = clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key));

        assertThat(deleted.keyId()).isEqualTo(key);
        assertThat(deleted.keyMaterialId()).isEqualTo(id);
        KeyMetadata metadata = describe(key);
        assertThat(metadata.keyStateAsString()).isEqualTo("PendingImport");
        assertThat(metadata.enabled()).isFalse();
        assertThat(metadata.expirationModel()).isNull();
        assertThat(metadata.currentKeyMaterialId()).isEqualTo(id);
        assertThat(kmsRefusal(() -> clients.kms.decrypt(r -> r.ciphertextBlob(blob))))
                .isEqualTo("KMSInvalidStateException: " + key + " is pending import.");
        assertThat(kmsRefusal(() -> imported(key, random(32), r -> {}))).startsWith("IncorrectKeyMaterialException");
        assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");

        assertThat(imported(key, material, r -> {}).keyMaterialId()).isEqualTo(id);
        assertThat(clients.kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAINTEXT);
    }

    @Test
    void deletionOfNothingIsNoError() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");

        assertThat(clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key)).keyId())
                .isEqualTo(key);

        assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, secp256r1, ECDSA_SHA_256, RSAES_OAEP_SHA_1, RSA_2048",
        "ECC_NIST_P384, secp384r1, ECDSA_SHA_384, RSAES_OAEP_SHA_1, RSA_2048",
        "ECC_NIST_P521, secp521r1, ECDSA_SHA_512, RSAES_OAEP_SHA_256, RSA_3072",
        "ECC_NIST_EDWARDS25519, Ed25519, ED25519_SHA_512, RSAES_OAEP_SHA_256, RSA_2048",
        "RSA_2048, 2048, RSASSA_PSS_SHA_256, RSA_AES_KEY_WRAP_SHA_256, RSA_2048",
        "RSA_2048, 2048, RSASSA_PKCS1_V1_5_SHA_512, RSA_AES_KEY_WRAP_SHA_1, RSA_2048"
    })
    void anImportedPrivateKeySigns(String spec, String kind, String signing, String algorithm, String wrappingSpec)
            throws GeneralSecurityException {
        String key = external(spec, "SIGN_VERIFY");
        KeyPair pair = pair(kind);

        byte[] material = pair.getPrivate().getEncoded();
        ImportKeyMaterialResponse imported =
                imported(key, parameters(key, algorithm, wrappingSpec), algorithm, material, r -> {});

        assertThat(imported.keyMaterialId()).isNull();
        KeyMetadata metadata = describe(key);
        assertThat(metadata.keyStateAsString()).isEqualTo("Enabled");
        assertThat(metadata.expirationModelAsString()).isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
        assertThat(metadata.currentKeyMaterialId()).isNull();
        assertThat(clients.kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray())
                .isEqualTo(pair.getPublic().getEncoded());
        SdkBytes signature = clients.kms
                .sign(r -> r.keyId(key).message(PLAINTEXT).signingAlgorithm(signing))
                .signature();
        assertThat(clients.kms
                        .verify(r -> r.keyId(key)
                                .message(PLAINTEXT)
                                .signature(signature)
                                .signingAlgorithm(signing))
                        .signatureValid())
                .isTrue();
        clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key));
        assertThat(kmsRefusal(() -> clients.kms.getPublicKey(r -> r.keyId(key))))
                .startsWith("KMSInvalidStateException");
        assertThat(kmsRefusal(() -> imported(
                        key,
                        parameters(key, algorithm, wrappingSpec),
                        algorithm,
                        pair(kind).getPrivate().getEncoded(),
                        r -> {})))
                .startsWith("IncorrectKeyMaterialException");
    }

    @ParameterizedTest
    @CsvSource({"HMAC_224, 28", "HMAC_256, 32", "HMAC_384, 48", "HMAC_512, 64"})
    void anImportedHmacKeyMakesTheCodesOfItsMaterial(String spec, int length) throws GeneralSecurityException {
        String key = external(spec, "GENERATE_VERIFY_MAC");
        byte[] material = random(length);
        String bits = spec.substring(5);
        assertThat(kmsRefusal(() -> imported(key, random(length + 1), r -> {})))
                .startsWith("IncorrectKeyMaterialException");

        assertThat(imported(key, material, r -> {}).keyMaterialId()).isNull();

        Mac mac = Mac.getInstance("HmacSHA" + bits);
        mac.init(new SecretKeySpec(material, "any"));
        assertThat(clients.kms
                        .generateMac(r -> r.keyId(key).message(PLAINTEXT).macAlgorithm("HMAC_SHA_" + bits))
                        .mac()
                        .asByteArray())
                .isEqualTo(mac.doFinal(PLAINTEXT.asByteArray()));
        assertThat(kmsRefusal(() -> imported(key, random(length), r -> r.importType("NEW_KEY_MATERIAL"))))
                .startsWith("ValidationException");
    }

    @Test
    void materialThatDoesNotFitTheKeyIsIncorrect() throws GeneralSecurityException {
        String symmetric = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        String curve = external("ECC_NIST_P256", "SIGN_VERIFY");

        GetParametersForImportResponse parameters = parameters(symmetric, OAEP, "RSA_2048");
        for (int length : new int[] {0, 16, 31, 33, 64}) {
            assertThat(kmsRefusal(() -> imported(symmetric, parameters, OAEP, random(length), r -> {})))
                    .as("%d bytes", length)
                    .startsWith("IncorrectKeyMaterialException");
        }
        byte[] other = pair("secp384r1").getPrivate().getEncoded();
        assertThat(kmsRefusal(() -> imported(curve, other, r -> {}))).startsWith("IncorrectKeyMaterialException");
        assertThat(kmsRefusal(() -> imported(curve, random(32), r -> {}))).startsWith("IncorrectKeyMaterialException");
        assertThat(describe(symmetric).keyStateAsString()).isEqualTo("PendingImport");
        assertThat(describe(curve).keyStateAsString()).isEqualTo("PendingImport");
    }

    @Test
    void materialWrappedForAnotherKeyOrAlgorithmIsInvalidCiphertext() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        GetParametersForImportResponse first = parameters(key, OAEP, "RSA_2048");
        GetParametersForImportResponse second = parameters(key, OAEP, "RSA_2048");
        GetParametersForImportResponse wrapped = parameters(key, "RSA_AES_KEY_WRAP_SHA_256", "RSA_2048");
        SdkBytes forFirst = wrap(first, OAEP, random(32));

        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> importing(key, second, forFirst),
            () -> importing(key, first, wrap(first, "RSAES_OAEP_SHA_1", random(32))),
            () -> importing(key, first, SdkBytes.fromUtf8String("nonsense")),
            () -> importing(key, wrapped, SdkBytes.fromByteArray(new byte[256])),
            () -> importing(key, wrapped, SdkBytes.fromByteArray(new byte[300])),
            () -> importing(key, wrapped, wrap(wrapped, OAEP, random(32)))
        }) {
            assertThat(kmsRefusal(call)).isEqualTo("InvalidCiphertextException: null");
        }
        assertThat(importing(key, first, forFirst).keyId()).isEqualTo(key);
    }

    @Test
    void aTokenServesOneKeyForADay() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        String other = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        GetParametersForImportResponse parameters = parameters(key, OAEP, "RSA_2048");
        SdkBytes wrapped = wrap(parameters, OAEP, random(32));
        byte[] damaged = parameters.importToken().asByteArray();
        damaged[damaged.length / 2] ^= 1;

        assertThat(kmsRefusal(() -> importing(other, parameters, wrapped))).startsWith("InvalidImportTokenException");
        for (byte[] token : new byte[][] {damaged, {1}, random(14), random(200)}) {
            assertThat(kmsRefusal(() -> clients.kms.importKeyMaterial(r -> r.keyId(key)
                            .importToken(SdkBytes.fromByteArray(token))
                            .encryptedKeyMaterial(wrapped)
                            .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE"))))
                    .startsWith("InvalidImportTokenException");
        }
        advance(Duration.ofHours(24).minusSeconds(2));
        assertThat(importing(key, parameters, wrapped).keyId()).isEqualTo(key);
        advance(Duration.ofSeconds(2));
        assertThat(kmsRefusal(() -> importing(key, parameters, wrapped))).startsWith("ExpiredImportTokenException");
    }

    @Test
    void materialExpiresOnHydrantsClock() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        byte[] material = random(32);
        Instant end = parameters(key, OAEP, "RSA_2048").parametersValidTo().plus(Duration.ofDays(2));
        String id = imported(key, material, expiring(end)).keyMaterialId();
        assertThat(describe(key).expirationModelAsString()).isEqualTo("KEY_MATERIAL_EXPIRES");
        assertThat(describe(key).validTo()).isEqualTo(end);
        SdkBytes blob =
                clients.kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT)).ciphertextBlob();

        advance(Duration.ofDays(3));

        assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");
        assertThat(describe(key).validTo()).isNull();
        assertThat(describe(key).expirationModel()).isNull();
        assertThat(kmsRefusal(() -> clients.kms.decrypt(r -> r.ciphertextBlob(blob))))
                .isEqualTo("KMSInvalidStateException: " + key + " is pending import.");
        assertThat(kmsRefusal(() -> imported(key, random(32), r -> {}))).startsWith("IncorrectKeyMaterialException");
        assertThat(imported(key, material, r -> {}).keyMaterialId()).isEqualTo(id);
        assertThat(clients.kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAINTEXT);
    }

    @Test
    void importingAgainChangesTheEndOfTheMaterial() {
        String key = external("HMAC_256", "GENERATE_VERIFY_MAC");
        byte[] material = random(32);
        Instant end = parameters(key, OAEP, "RSA_2048").parametersValidTo();
        imported(key, material, expiring(end));

        imported(key, material, expiring(end.plus(Duration.ofDays(10))));
        advance(Duration.ofDays(2));
        assertThat(describe(key).keyStateAsString()).isEqualTo("Enabled");
        imported(key, material, r -> {});
        advance(Duration.ofDays(20));

        assertThat(describe(key).keyStateAsString()).isEqualTo("Enabled");
        assertThat(describe(key).expirationModelAsString()).isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
    }

    @Test
    void anExpirationNeedsAnEndWithinAYear() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        GetParametersForImportResponse parameters = parameters(key, OAEP, "RSA_2048");
        Instant now = parameters.parametersValidTo().minus(Duration.ofDays(1));

        assertThat(kmsRefusal(() -> imported(key, random(32), r -> r.expirationModel((String) null))))
                .isEqualTo("ValidationException: A validTo date must be set if the ExpirationModel is"
                        + " KEY_MATERIAL_EXPIRES");
        assertThat(kmsRefusal(() -> imported(key, random(32), r -> r.validTo(now.plusSeconds(600)))))
                .startsWith("ValidationException");
        for (Instant end : new Instant[] {now.minusSeconds(60), now, now.plus(Duration.ofDays(366))}) {
            assertThat(kmsRefusal(() -> imported(key, parameters, OAEP, random(32), expiring(end))))
                    .startsWith("ValidationException");
        }
        assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");
        imported(key, random(32), expiring(now.plus(Duration.ofDays(364))));
        assertThat(describe(key).keyStateAsString()).isEqualTo("Enabled");
    }

    @Test
    void newMaterialWaitsForARotationOnDemand() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        String first = imported(key, random(32), r -> r.keyMaterialDescription("the first"))
                .keyMaterialId();
        SdkBytes blob =
                clients.kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT)).ciphertextBlob();
        assertThat(kmsRefusal(() -> clients.kms.rotateKeyOnDemand(r -> r.keyId(key))))
                .isEqualTo("KMSInvalidStateException: No available key material pending rotation for the key: " + key
                        + '.');
        assertThat(kmsRefusal(() -> imported(key, random(32), r -> {}))).startsWith("IncorrectKeyMaterialException");

        String second =
                imported(key, random(32), r -> r.importType("NEW_KEY_MATERIAL")).keyMaterialId();

        assertThat(describe(key).currentKeyMaterialId()).isEqualTo(first);
        assertThat(kmsRefusal(() -> imported(key, random(32), r -> r.importType("NEW_KEY_MATERIAL"))))
                .matches("KMSInvalidStateException: New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS"
                        + " key " + key + ", because another key material \\(id: " + second
                        + "\\) is pending rotation\\.");
        assertThat(states(key)).containsExactly(first + " CURRENT IMPORTED", second + " PENDING_ROTATION IMPORTED");

        assertThat(clients.kms.rotateKeyOnDemand(r -> r.keyId(key)).keyId()).isEqualTo(key);

        assertThat(describe(key).currentKeyMaterialId()).isEqualTo(second);
        assertThat(clients.kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(PLAINTEXT);
        assertThat(states(key)).containsExactly(first + " NON_CURRENT IMPORTED", second + " CURRENT IMPORTED");
        assertThat(clients.kms.listKeyRotations(r -> r.keyId(key)).rotations())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.keyMaterialId()).isEqualTo(second);
                    assertThat(each.rotationTypeAsString()).isEqualTo("ON_DEMAND");
                });
        assertThat(clients.kms
                        .listKeyRotations(r -> r.keyId(key).includeKeyMaterial("ALL_KEY_MATERIAL"))
                        .rotations()
                        .get(0)
                        .keyMaterialDescription())
                .isEqualTo("the first");
    }

    @Test
    void aKeyNeedsAllOfItsMaterials() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        byte[] old = random(32);
        String first = imported(key, old, r -> {}).keyMaterialId();
        String second =
                imported(key, random(32), r -> r.importType("NEW_KEY_MATERIAL")).keyMaterialId();
        clients.kms.rotateKeyOnDemand(r -> r.keyId(key));
        String third =
                imported(key, random(32), r -> r.importType("NEW_KEY_MATERIAL")).keyMaterialId();

        clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(third));
        assertThat(describe(key).keyStateAsString()).isEqualTo("Enabled");
        assertThat(kmsRefusal(() -> clients.kms.rotateKeyOnDemand(r -> r.keyId(key))))
                .contains("No available key material pending rotation");
        clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(first));

        assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");
        assertThat(states(key)).containsExactly(first + " NON_CURRENT PENDING_IMPORT", second + " CURRENT IMPORTED");
        assertThat(kmsRefusal(() ->
                        clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId("0".repeat(64)))))
                .startsWith("NotFoundException");
        assertThat(kmsRefusal(() -> imported(key, old, r -> r.keyMaterialId(second))))
                .startsWith("IncorrectKeyMaterialException");
        assertThat(kmsRefusal(() -> imported(key, old, r -> r.importType("NEW_KEY_MATERIAL"))))
                .startsWith("IncorrectKeyMaterialException");
        imported(key, old, r -> r.keyMaterialId(first).importType("EXISTING_KEY_MATERIAL"));
        assertThat(describe(key).keyStateAsString()).isEqualTo("Enabled");
    }

    @Test
    void aKeyKeepsItsStateWhileItIsDisabledOrPendingDeletion() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        byte[] material = random(32);
        imported(key, material, r -> {});
        clients.kms.disableKey(r -> r.keyId(key));
        imported(key, material, r -> {});
        assertThat(describe(key).keyStateAsString()).isEqualTo("Disabled");
        clients.kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));

        assertThat(kmsRefusal(() -> parameters(key, OAEP, "RSA_2048")))
                .isEqualTo("KMSInvalidStateException: " + key + " is pending deletion.");
        clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key));
        assertThat(describe(key).keyStateAsString()).isEqualTo("PendingDeletion");

        clients.kms.cancelKeyDeletion(r -> r.keyId(key));
        assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");
        imported(key, material, r -> {});
        assertThat(describe(key).keyStateAsString()).isEqualTo("Enabled");
    }

    @Test
    void aKeyWithMaterialOfAwsTakesNoImport() {
        String key = clients.kms.createKey().keyMetadata().arn();
        String expected =
                "UnsupportedOperationException: " + key + " origin is AWS_KMS which is not valid for this operation.";
        GetParametersForImportResponse parameters =
                parameters(external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), OAEP, "RSA_2048");

        assertThat(kmsRefusal(() -> parameters(key, OAEP, "RSA_2048"))).isEqualTo(expected);
        assertThat(kmsRefusal(() -> importing(key, parameters, wrap(parameters, OAEP, random(32)))))
                .isEqualTo(expected);
        assertThat(kmsRefusal(() -> clients.kms.deleteImportedKeyMaterial(r -> r.keyId(key))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYMMETRIC_DEFAULT RSAES_PKCS1_V1_5 RSA_2048",
                "SYMMETRIC_DEFAULT SM2PKE SM2",
                "SYMMETRIC_DEFAULT RSAES_OAEP_SHA_256 SM2",
                "RSA_2048 RSAES_OAEP_SHA_256 RSA_4096",
                "ECC_NIST_P521 RSAES_OAEP_SHA_256 RSA_2048"
            })
    void aWrappingThatCannotWorkIsRefused(String words) {
        String[] each = words.split(" ", -1);
        String key = external(each[0], each[0].equals("SYMMETRIC_DEFAULT") ? "ENCRYPT_DECRYPT" : "SIGN_VERIFY");

        assertThat(kmsRefusal(() -> parameters(key, each[1], each[2]))).startsWith("UnsupportedOperationException");
    }

    @Test
    void anAliasIsNoNameForAnImport() {
        String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        clients.kms.createAlias(r -> r.aliasName("alias/imported").targetKeyId(key));

        assertThat(kmsRefusal(() -> parameters("alias/imported", OAEP, "RSA_2048")))
                .isEqualTo("InvalidArnException: Key Aliases are not supported for this operation.");
    }

    private String external(String spec, String usage) {
        return clients.kms
                .createKey(k ->
                        k.origin("EXTERNAL").keySpec(KeySpec.fromValue(spec)).keyUsage(KeyUsageType.fromValue(usage)))
                .keyMetadata()
                .arn();
    }

    private void advance(Duration span) {
        hydrant.control().advance(span);
        usable.clear();
    }

    private KeyMetadata describe(String key) {
        return clients.kms.describeKey(r -> r.keyId(key)).keyMetadata();
    }

    private List<String> states(String key) {
        return clients
                .kms
                .listKeyRotations(r -> r.keyId(key).includeKeyMaterial("ALL_KEY_MATERIAL"))
                .rotations()
                .stream()
                .map(each ->
                        each.keyMaterialId() + ' ' + each.keyMaterialStateAsString() + ' ' + each.importStateAsString())
                .toList();
    }

    private GetParametersForImportResponse parameters(String key, String algorithm, String wrappingSpec) {
        return clients.kms.getParametersForImport(
                r -> r.keyId(key).wrappingAlgorithm(algorithm).wrappingKeySpec(wrappingSpec));
    }

    private ImportKeyMaterialResponse imported(
            String key, byte[] material, Consumer<ImportKeyMaterialRequest.Builder> more) {
        GetParametersForImportResponse parameters =
                usable.computeIfAbsent(key, each -> parameters(each, OAEP, "RSA_2048"));
        return imported(key, parameters, OAEP, material, more);
    }

    private ImportKeyMaterialResponse imported(
            String key,
            GetParametersForImportResponse parameters,
            String algorithm,
            byte[] material,
            Consumer<ImportKeyMaterialRequest.Builder> more) {
        SdkBytes wrapped = wrap(parameters, algorithm, material);
        return clients.kms.importKeyMaterial(r -> {
            r.keyId(key)
                    .importToken(parameters.importToken())
                    .encryptedKeyMaterial(wrapped)
                    .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE");
            more.accept(r);
        });
    }

    private ImportKeyMaterialResponse importing(
            String key, GetParametersForImportResponse parameters, SdkBytes wrapped) {
        return clients.kms.importKeyMaterial(r -> r.keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(wrapped)
                .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE"));
    }

    private static Consumer<ImportKeyMaterialRequest.Builder> expiring(Instant end) {
        return r -> r.expirationModel("KEY_MATERIAL_EXPIRES").validTo(end);
    }

    private static SdkBytes wrap(GetParametersForImportResponse parameters, String algorithm, byte[] material) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(
                            new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
            MGF1ParameterSpec hash = algorithm.endsWith("SHA_1") ? MGF1ParameterSpec.SHA1 : MGF1ParameterSpec.SHA256;
            Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(
                    Cipher.ENCRYPT_MODE,
                    key,
                    new OAEPParameterSpec(hash.getDigestAlgorithm(), "MGF1", hash, PSource.PSpecified.DEFAULT));
            if (algorithm.startsWith("RSAES")) {
                return SdkBytes.fromByteArray(rsa.doFinal(material));
            }
            byte[] secret = random(32);
            Cipher aes = Cipher.getInstance("AES/KWP/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"));
            byte[] first = rsa.doFinal(secret);
            byte[] second = aes.doFinal(material);
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return SdkBytes.fromByteArray(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        if (kind.equals("Ed25519")) {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.startsWith("secp") ? "EC" : "RSA");
        if (kind.startsWith("secp")) {
            generator.initialize(new ECGenParameterSpec(kind));
        } else {
            generator.initialize(Integer.parseInt(kind));
        }
        return generator.generateKeyPair();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
