package io.hydrant.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import javax.crypto.KeyAgreement;

import io.hydrant.support.KnownPrimes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

import static io.hydrant.it.Workbench.kmsRefusal;
import static org.assertj.core.api.Assertions.assertThat;

/** GenerateDataKeyPair, GenerateDataKeyPairWithoutPlaintext and DeriveSharedSecret, with keys of the JDK on the other side. */
@ExtendWith(KnownPrimes.class)
class KmsKeyPairsIT {
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test");

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final ClientsOf clients = running.clients();

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSA, SHA256withRSA",
        "RSA_3072, RSA, SHA256withRSA",
        "RSA_4096, RSA, SHA256withRSA",
        "ECC_NIST_P256, EC, SHA256withECDSA",
        "ECC_NIST_P384, EC, SHA384withECDSA",
        "ECC_NIST_P521, EC, SHA512withECDSA",
        "ECC_NIST_EDWARDS25519, Ed25519, Ed25519"
    })
    void thePrivateKeyDecryptsAndSignsForThePublicOne(String spec, String kind, String signing)
            throws GeneralSecurityException {
        String key = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");

        GenerateDataKeyPairResponse pair = clients.kms.generateDataKeyPair(
                r -> r.keyId(key).keyPairSpec(spec).encryptionContext(CONTEXT));
        DecryptResponse decrypted = clients.kms.decrypt(
                r -> r.ciphertextBlob(pair.privateKeyCiphertextBlob()).encryptionContext(CONTEXT));

        assertThat(pair.keyId()).isEqualTo(key);
        assertThat(pair.keyPairSpecAsString()).isEqualTo(spec);
        assertThat(pair.keyMaterialId())
                .isEqualTo(
                        clients.kms.describeKey(r -> r.keyId(key)).keyMetadata().currentKeyMaterialId());
        assertThat(decrypted.plaintext()).isEqualTo(pair.privateKeyPlaintext());
        KeyFactory factory = KeyFactory.getInstance(kind);
        PrivateKey privateKey = factory.generatePrivate(
                new PKCS8EncodedKeySpec(decrypted.plaintext().asByteArray()));
        PublicKey publicKey =
                factory.generatePublic(new X509EncodedKeySpec(pair.publicKey().asByteArray()));
        assertThat(signs(signing, privateKey, publicKey)).isTrue();
    }

    @Test
    void aPairWithoutPlaintextIsDecryptedInItsContextAlone() throws GeneralSecurityException {
        String key = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        clients.kms.createAlias(r -> r.aliasName("alias/pairs").targetKeyId(key));

        var pair = clients.kms.generateDataKeyPairWithoutPlaintext(
                r -> r.keyId("alias/pairs").keyPairSpec("ECC_NIST_P256").encryptionContext(CONTEXT));
        var decrypted = clients.kms.decrypt(
                r -> r.ciphertextBlob(pair.privateKeyCiphertextBlob()).encryptionContext(CONTEXT));

        assertThat(pair.keyId()).isEqualTo(key);
        assertThat(pair.keyPairSpecAsString()).isEqualTo("ECC_NIST_P256");
        assertThat(pair.keyMaterialId()).hasSize(64);
        KeyFactory factory = KeyFactory.getInstance("EC");
        assertThat(signs(
                        "SHA256withECDSA",
                        factory.generatePrivate(
                                new PKCS8EncodedKeySpec(decrypted.plaintext().asByteArray())),
                        factory.generatePublic(
                                new X509EncodedKeySpec(pair.publicKey().asByteArray()))))
                .isTrue();
        assertThat(kmsRefusal(() -> clients.kms.decrypt(r -> r.ciphertextBlob(pair.privateKeyCiphertextBlob()))))
                .isEqualTo("InvalidCiphertextException: null");
    }

    @Test
    void aPairOnSecp256k1IsMadeAndOneOnSm2Refused() {
        String key = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");

        var pair = clients.kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec("ECC_SECG_P256K1"));
        assertThat(pair.publicKey().asByteArray()).hasSize(88);

        assertThat(kmsRefusal(
                        () -> clients.kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec("SM2"))))
                .isEqualTo("UnsupportedOperationException: Hydrant has no key pairs with key spec SM2.");
        assertThat(kmsRefusal(
                        () -> clients.kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec("HMAC_256"))))
                .startsWith("ValidationException: 1 validation error detected: Value 'HMAC_256' at 'keyPairSpec'");
    }

    @Test
    void onlySymmetricKeysEncryptPairs() {
        String rsa = key("RSA_2048", "ENCRYPT_DECRYPT");
        String hmac = key("HMAC_256", "GENERATE_VERIFY_MAC");

        assertThat(kmsRefusal(
                        () -> clients.kms.generateDataKeyPair(r -> r.keyId(rsa).keyPairSpec("RSA_2048"))))
                .isEqualTo("InvalidKeyUsageException: " + rsa
                        + " key usage is ENCRYPT_DECRYPT which is not valid for GenerateDataKeyPair.");
        assertThat(kmsRefusal(() -> clients.kms.generateDataKeyPairWithoutPlaintext(
                        r -> r.keyId(hmac).keyPairSpec("RSA_2048"))))
                .isEqualTo("InvalidKeyUsageException: " + hmac
                        + " key usage is GENERATE_VERIFY_MAC which is not valid for"
                        + " GenerateDataKeyPairWithoutPlaintext.");
    }

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256, secp256r1, 32", "ECC_NIST_P384, secp384r1, 48", "ECC_NIST_P521, secp521r1, 66"})
    void bothSidesDeriveTheSameSecret(String spec, String curve, int length) throws GeneralSecurityException {
        String key = key(spec, "KEY_AGREEMENT");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair other = generator.generateKeyPair();

        DeriveSharedSecretResponse derived = derive(key, other.getPublic().getEncoded());

        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(other.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC")
                        .generatePublic(new X509EncodedKeySpec(clients.kms
                                .getPublicKey(r -> r.keyId(key))
                                .publicKey()
                                .asByteArray())),
                true);
        assertThat(derived.sharedSecret().asByteArray()).hasSize(length).isEqualTo(agreement.generateSecret());
        assertThat(derived.keyId()).isEqualTo(key);
        assertThat(derived.keyAgreementAlgorithmAsString()).isEqualTo("ECDH");
        assertThat(derived.keyOriginAsString()).isEqualTo("AWS_KMS");
    }

    @Test
    void refusesToDeriveWithAnythingButAKeyOnTheCurve() {
        String key = key("ECC_NIST_P256", "KEY_AGREEMENT");
        String signer = key("ECC_NIST_P256", "SIGN_VERIFY");
        String symmetric = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        byte[] right = publicKey(key("ECC_NIST_P256", "KEY_AGREEMENT"));
        byte[] beside = right.clone();
        beside[beside.length - 1] ^= 1;

        assertThat(kmsRefusal(() -> derive(signer, right)))
                .isEqualTo("InvalidKeyUsageException: " + signer
                        + " key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.");
        assertThat(kmsRefusal(() -> derive(symmetric, right)))
                .isEqualTo("InvalidKeyUsageException: " + symmetric
                        + " key usage is ENCRYPT_DECRYPT which is not valid for DeriveSharedSecret.");
        for (byte[] wrong : new byte[][] {
            "InvalidPublicKey".getBytes(StandardCharsets.UTF_8),
            beside,
            publicKey(key("ECC_NIST_P384", "KEY_AGREEMENT")),
            publicKey(key("RSA_2048", "SIGN_VERIFY"))
        }) {
            assertThat(kmsRefusal(() -> derive(key, wrong))).isEqualTo("ValidationException: null");
        }
        assertThat(kmsRefusal(() -> clients.kms.deriveSharedSecret(
                        r -> r.keyId(key).keyAgreementAlgorithm("INVALID").publicKey(SdkBytes.fromByteArray(right)))))
                .isEqualTo("ValidationException: 1 validation error detected: Value 'INVALID' at"
                        + " 'keyAgreementAlgorithm' failed to satisfy constraint: Member must satisfy enum value set:"
                        + " [ECDH]");
    }

    @Test
    void aDryRunMakesNothing() {
        String key = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        String agreeing = key("ECC_NIST_P256", "KEY_AGREEMENT");
        byte[] other = publicKey(key("ECC_NIST_P256", "KEY_AGREEMENT"));

        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> clients.kms.generateDataKeyPair(
                    r -> r.keyId(key).keyPairSpec("RSA_2048").dryRun(true)),
            () -> clients.kms.generateDataKeyPairWithoutPlaintext(
                    r -> r.keyId(key).keyPairSpec("RSA_2048").dryRun(true)),
            () -> clients.kms.deriveSharedSecret(r -> r.keyId(agreeing)
                    .keyAgreementAlgorithm("ECDH")
                    .publicKey(SdkBytes.fromByteArray(other))
                    .dryRun(true))
        }) {
            assertThat(kmsRefusal(call)).startsWith("DryRunOperationException");
        }
    }

    private static boolean signs(String algorithm, PrivateKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey);
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(new byte[] {1, 2, 3});
        return signature.verify(signed);
    }

    private byte[] publicKey(String key) {
        return clients.kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
    }

    private DeriveSharedSecretResponse derive(String key, byte[] publicKey) {
        return clients.kms.deriveSharedSecret(
                r -> r.keyId(key).keyAgreementAlgorithm("ECDH").publicKey(SdkBytes.fromByteArray(publicKey)));
    }

    private String key(String spec, String usage) {
        return clients.kms
                .createKey(k -> k.keySpec(KeySpec.fromValue(spec)).keyUsage(KeyUsageType.fromValue(usage)))
                .keyMetadata()
                .arn();
    }
}
