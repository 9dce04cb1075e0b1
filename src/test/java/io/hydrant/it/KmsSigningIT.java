package io.hydrant.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;

import io.hydrant.support.KnownPrimes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

import static io.hydrant.it.Workbench.kmsRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sign, Verify, GenerateMac and VerifyMac; signatures are verified outside of Hydrant too. */
@ExtendWith(KnownPrimes.class)
class KmsSigningIT {
    private static final byte[] MESSAGE = "test message !%$@ 1234567890".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final ClientsOf clients = running.clients();

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PSS_SHA_256",
        "RSA_2048, RSASSA_PSS_SHA_384",
        "RSA_2048, RSASSA_PSS_SHA_512",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_384",
        "RSA_3072, RSASSA_PKCS1_V1_5_SHA_256",
        "RSA_4096, RSASSA_PKCS1_V1_5_SHA_512",
        "ECC_NIST_P256, ECDSA_SHA_256",
        "ECC_NIST_P384, ECDSA_SHA_384",
        "ECC_NIST_P521, ECDSA_SHA_512",
        "ECC_SECG_P256K1, ECDSA_SHA_256"
    })
    void signsMessagesAndDigests(String spec, String algorithm) throws GeneralSecurityException {
        String key = key(spec, "SIGN_VERIFY");
        byte[] digest = MessageDigest.getInstance("SHA-" + algorithm.substring(algorithm.length() - 3))
                .digest(MESSAGE);

        SignResponse ofMessage = sign(key, algorithm, "RAW", MESSAGE);
        SignResponse ofDigest = sign(key, algorithm, "DIGEST", digest);

        assertThat(ofMessage.keyId()).isEqualTo(key);
        assertThat(ofMessage.signingAlgorithmAsString()).isEqualTo(algorithm);
        for (SdkBytes signature : new SdkBytes[] {ofMessage.signature(), ofDigest.signature()}) {
            VerifyResponse verified = verify(key, algorithm, "RAW", MESSAGE, signature);
            assertThat(verified.signatureValid()).isTrue();
            assertThat(verified.keyId()).isEqualTo(key);
            assertThat(verify(key, algorithm, "DIGEST", digest, signature).signatureValid())
                    .isTrue();
            if (!spec.equals("ECC_SECG_P256K1")) { // JDK 17 has no such curve
                assertThat(verifiesOutside(key, algorithm, signature)).isTrue();
            }
            assertThat(kmsRefusal(() -> verify(key, algorithm, "RAW", new byte[] {1}, signature)))
                    .isEqualTo("KMSInvalidSignatureException: null");
        }
        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> sign(key, algorithm, "DIGEST", MESSAGE),
            () -> verify(key, algorithm, "DIGEST", MESSAGE, ofMessage.signature())
        }) {
            assertThat(kmsRefusal(call))
                    .isEqualTo("ValidationException: Digest is invalid length for algorithm " + algorithm + '.');
        }
    }

    @Test
    void signsWithEd25519() throws GeneralSecurityException {
        String key = key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY");
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(MESSAGE);

        SdkBytes pure = sign(key, "ED25519_SHA_512", "RAW", MESSAGE).signature();
        SdkBytes ofDigest = sign(key, "ED25519_PH_SHA_512", "DIGEST", digest).signature();

        assertThat(verifiesOutside(key, "ED25519_SHA_512", pure)).isTrue();
        assertThat(verifiesOutside(key, "ED25519_PH_SHA_512", ofDigest)).isTrue();
        assertThat(verify(key, "ED25519_SHA_512", "RAW", MESSAGE, pure).signatureValid())
                .isTrue();
        assertThat(verify(key, "ED25519_PH_SHA_512", "DIGEST", digest, ofDigest).signatureValid())
                .isTrue();
        assertThat(kmsRefusal(() -> verify(key, "ED25519_SHA_512", "RAW", MESSAGE, ofDigest)))
                .startsWith("KMSInvalidSignatureException");
        assertThat(kmsRefusal(() -> sign(key, "ED25519_SHA_512", "DIGEST", digest)))
                .isEqualTo("ValidationException: MessageType DIGEST is not valid for algorithm ED25519_SHA_512.");
        assertThat(kmsRefusal(() -> sign(key, "ED25519_PH_SHA_512", "RAW", MESSAGE)))
                .isEqualTo("ValidationException: MessageType RAW is not valid for algorithm ED25519_PH_SHA_512.");
    }

    @Test
    void aSignatureOfAnotherKeyOrAlgorithmIsInvalid() {
        String key = key("RSA_2048", "SIGN_VERIFY");
        String other = key("RSA_2048", "SIGN_VERIFY");
        SdkBytes signature = sign(key, "RSASSA_PSS_SHA_256", "RAW", MESSAGE).signature();

        assertThatThrownBy(() -> verify(other, "RSASSA_PSS_SHA_256", "RAW", MESSAGE, signature))
                .isInstanceOf(KmsInvalidSignatureException.class);
        for (String algorithm : new String[] {"RSASSA_PSS_SHA_384", "RSASSA_PKCS1_V1_5_SHA_256"}) {
            assertThatThrownBy(() -> verify(key, algorithm, "RAW", MESSAGE, signature))
                    .isInstanceOf(KmsInvalidSignatureException.class);
        }
        assertThatThrownBy(() ->
                        verify(key, "RSASSA_PSS_SHA_256", "RAW", MESSAGE, SdkBytes.fromUtf8String("invalid signature")))
                .isInstanceOf(KmsInvalidSignatureException.class);
    }

    @Test
    void theMessageTypeIsRawWhenItIsLeftOut() {
        String key = key("ECC_NIST_P256", "SIGN_VERIFY");

        SdkBytes signature = clients.kms
                .sign(r -> r.keyId(key).message(SdkBytes.fromByteArray(MESSAGE)).signingAlgorithm("ECDSA_SHA_256"))
                .signature();

        assertThat(verify(key, "ECDSA_SHA_256", "RAW", MESSAGE, signature).signatureValid())
                .isTrue();
    }

    @Test
    void everyNameOfAKeyServes() {
        String key = key("ECC_NIST_P256", "SIGN_VERIFY");
        String hmac = key("HMAC_256", "GENERATE_VERIFY_MAC");
        clients.kms.createAlias(r -> r.aliasName("alias/signer").targetKeyId(key));
        clients.kms.createAlias(r -> r.aliasName("alias/coder").targetKeyId(hmac));
        String prefix = key.substring(0, key.indexOf("key/"));

        for (String name :
                new String[] {key, key.substring(key.indexOf("key/") + 4), "alias/signer", prefix + "alias/signer"}) {
            SignResponse signed = sign(name, "ECDSA_SHA_256", "RAW", MESSAGE);
            assertThat(signed.keyId()).isEqualTo(key);
            assertThat(verify(name, "ECDSA_SHA_256", "RAW", MESSAGE, signed.signature())
                            .keyId())
                    .isEqualTo(key);
        }
        assertThat(clients.kms
                        .generateMac(r -> r.keyId("alias/coder")
                                .message(SdkBytes.fromByteArray(MESSAGE))
                                .macAlgorithm("HMAC_SHA_256"))
                        .keyId())
                .isEqualTo(hmac);
        assertThat(kmsRefusal(() -> sign("key_id", "ECDSA_SHA_256", "RAW", MESSAGE)))
                .isEqualTo("NotFoundException: Invalid keyId 'key_id'");
    }

    @Test
    void aKeyOfAnotherUsageOrSpecIsRefused() {
        String symmetric = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        String rsa = key("RSA_2048", "ENCRYPT_DECRYPT");
        String hmac = key("HMAC_224", "GENERATE_VERIFY_MAC");
        String curve = key("ECC_NIST_P256", "SIGN_VERIFY");
        SdkBytes any = SdkBytes.fromUtf8String("any");

        assertThat(kmsRefusal(() -> sign(hmac, "RSASSA_PSS_SHA_256", "RAW", MESSAGE)))
                .isEqualTo("InvalidKeyUsageException: " + hmac
                        + " key usage is GENERATE_VERIFY_MAC which is not valid for Sign.");
        assertThat(kmsRefusal(() -> sign(rsa, "RSASSA_PSS_SHA_256", "RAW", MESSAGE)))
                .isEqualTo("InvalidKeyUsageException: " + rsa
                        + " key usage is ENCRYPT_DECRYPT which is not valid for Sign.");
        assertThat(kmsRefusal(() -> verify(symmetric, "ECDSA_SHA_256", "RAW", MESSAGE, any)))
                .isEqualTo("InvalidKeyUsageException: " + symmetric
                        + " key usage is ENCRYPT_DECRYPT which is not valid for Verify.");
        assertThat(kmsRefusal(() -> sign(curve, "ECDSA_SHA_384", "RAW", MESSAGE)))
                .isEqualTo("InvalidKeyUsageException: Algorithm ECDSA_SHA_384 is incompatible with key spec"
                        + " ECC_NIST_P256.");
        assertThat(kmsRefusal(() -> mac(symmetric, "HMAC_SHA_224")))
                .isEqualTo("InvalidKeyUsageException: " + symmetric
                        + " key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.");
        assertThat(kmsRefusal(() -> mac(hmac, "HMAC_SHA_256")))
                .isEqualTo("InvalidKeyUsageException: Algorithm HMAC_SHA_256 is incompatible with key spec HMAC_224.");
    }

    @Test
    void keysThatHydrantCannotMakeAreRefusedByName() {
        String key = key("ML_DSA_44", "SIGN_VERIFY");

        for (String type : new String[] {"RAW", "EXTERNAL_MU"}) {
            assertThat(kmsRefusal(() -> sign(key, "ML_DSA_SHAKE_256", type, new byte[64])))
                    .isEqualTo("UnsupportedOperationException: Hydrant has no key material for key spec ML_DSA_44.");
        }
        String curve = key("ECC_NIST_P256", "SIGN_VERIFY");
        assertThat(kmsRefusal(() -> sign(curve, "ECDSA_SHA_256", "EXTERNAL_MU", new byte[64])))
                .isEqualTo("ValidationException: MessageType EXTERNAL_MU is not valid for algorithm ECDSA_SHA_256.");
    }

    @Test
    void aMessageHasOneTo4096Bytes() {
        String key = key("ECC_NIST_P256", "SIGN_VERIFY");
        String hmac = key("HMAC_512", "GENERATE_VERIFY_MAC");

        assertThat(sign(key, "ECDSA_SHA_256", "RAW", new byte[4096]).signature())
                .isNotNull();
        assertThat(kmsRefusal(() -> sign(key, "ECDSA_SHA_256", "RAW", new byte[4097])))
                .isEqualTo("ValidationException: 1 validation error detected: Value at 'message' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 4096");
        assertThat(kmsRefusal(() -> sign(key, "ECDSA_SHA_256", "RAW", new byte[0])))
                .contains("'message' failed to satisfy constraint: Member must have length greater than or equal to 1");
        assertThat(kmsRefusal(() -> clients.kms.generateMac(r ->
                        r.keyId(hmac).macAlgorithm("HMAC_SHA_512").message(SdkBytes.fromByteArray(new byte[4097])))))
                .contains("'message' failed to satisfy constraint: Member must have length less than or equal to 4096");
        assertThat(kmsRefusal(
                        () -> verify(key, "ECDSA_SHA_256", "RAW", MESSAGE, SdkBytes.fromByteArray(new byte[6145]))))
                .contains("'signature' failed to satisfy constraint");
        assertThat(kmsRefusal(() -> sign(key, "INVALID", "RAW", MESSAGE)))
                .startsWith("ValidationException: 1 validation error detected: Value 'INVALID' at 'signingAlgorithm'");
    }

    @ParameterizedTest
    @CsvSource({
        "HMAC_224, HMAC_SHA_224, 28",
        "HMAC_256, HMAC_SHA_256, 32",
        "HMAC_384, HMAC_SHA_384, 48",
        "HMAC_512, HMAC_SHA_512, 64"
    })
    void makesAndVerifiesCodes(String spec, String algorithm, int length) {
        String key = key(spec, "GENERATE_VERIFY_MAC");

        SdkBytes mac = mac(key, algorithm);

        assertThat(mac.asByteArray()).hasSize(length);
        assertThat(mac(key, algorithm)).isEqualTo(mac);
        assertThat(mac(key(spec, "GENERATE_VERIFY_MAC"), algorithm)).isNotEqualTo(mac);
        var verified = clients.kms.verifyMac(r ->
                r.keyId(key).message(SdkBytes.fromByteArray(MESSAGE)).mac(mac).macAlgorithm(algorithm));
        assertThat(verified.macValid()).isTrue();
        assertThat(verified.keyId()).isEqualTo(key);
        assertThat(verified.macAlgorithmAsString()).isEqualTo(algorithm);
        assertThatThrownBy(() -> clients.kms.verifyMac(r -> r.keyId(key)
                        .message(SdkBytes.fromUtf8String("x"))
                        .mac(mac)
                        .macAlgorithm(algorithm)))
                .isInstanceOf(KmsInvalidMacException.class);
        assertThat(clients.kms.describeKey(r -> r.keyId(key)).keyMetadata().currentKeyMaterialId())
                .isNull();
    }

    @Test
    void aDryRunDoesNothingAndTellsWhetherItWould() {
        String key = key("ECC_NIST_P256", "SIGN_VERIFY");
        String hmac = key("HMAC_256", "GENERATE_VERIFY_MAC");
        SdkBytes message = SdkBytes.fromByteArray(MESSAGE);
        SdkBytes signature = sign(key, "ECDSA_SHA_256", "RAW", MESSAGE).signature();
        SdkBytes mac = mac(hmac, "HMAC_SHA_256");

        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> clients.kms.sign(r -> r.keyId(key)
                    .message(message)
                    .signingAlgorithm("ECDSA_SHA_256")
                    .dryRun(true)),
            () -> clients.kms.verify(r -> r.keyId(key)
                    .message(message)
                    .signature(signature)
                    .signingAlgorithm("ECDSA_SHA_256")
                    .dryRun(true)),
            () -> clients.kms.generateMac(r ->
                    r.keyId(hmac).message(message).macAlgorithm("HMAC_SHA_256").dryRun(true)),
            () -> clients.kms.verifyMac(r -> r.keyId(hmac)
                    .message(message)
                    .mac(mac)
                    .macAlgorithm("HMAC_SHA_256")
                    .dryRun(true))
        }) {
            assertThat(kmsRefusal(call))
                    .isEqualTo("DryRunOperationException: The request would have succeeded, but the DryRun option is"
                            + " set.");
        }
        assertThat(kmsRefusal(() -> clients.kms.sign(r -> r.keyId(hmac)
                        .message(message)
                        .signingAlgorithm("ECDSA_SHA_256")
                        .dryRun(true))))
                .startsWith("InvalidKeyUsageException");
    }

    @Test
    void aTextThatWasNeverAGrantTokenIsRefused() {
        String key = key("ECC_NIST_P256", "SIGN_VERIFY");

        assertThat(kmsRefusal(() -> clients.kms.sign(r -> r.keyId(key)
                        .message(SdkBytes.fromByteArray(MESSAGE))
                        .signingAlgorithm("ECDSA_SHA_256")
                        .grantTokens("never"))))
                .startsWith("InvalidGrantTokenException");
    }

    private boolean verifiesOutside(String key, String algorithm, SdkBytes signature) throws GeneralSecurityException {
        byte[] der = clients.kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
        String bits = algorithm.substring(algorithm.length() - 3);
        Signature verifier;
        String kind;
        if (algorithm.startsWith("RSASSA_PSS")) {
            kind = "RSA";
            verifier = Signature.getInstance("RSASSA-PSS");
            String hash = "SHA-" + bits;
            verifier.setParameter(
                    new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
        } else if (algorithm.startsWith("RSASSA")) {
            kind = "RSA";
            verifier = Signature.getInstance("SHA" + bits + "withRSA");
        } else if (algorithm.startsWith("ECDSA")) {
            kind = "EC";
            verifier = Signature.getInstance("SHA" + bits + "withECDSA");
        } else {
            kind = "Ed25519";
            verifier = Signature.getInstance("Ed25519");
            if (algorithm.contains("_PH_")) {
                verifier.setParameter(new EdDSAParameterSpec(true));
            }
        }
        PublicKey publicKey = KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der));
        verifier.initVerify(publicKey);
        verifier.update(MESSAGE);
        return verifier.verify(signature.asByteArray());
    }

    private String key(String spec, String usage) {
        return clients.kms
                .createKey(k -> k.keySpec(KeySpec.fromValue(spec)).keyUsage(KeyUsageType.fromValue(usage)))
                .keyMetadata()
                .arn();
    }

    private SignResponse sign(String key, String algorithm, String type, byte[] message) {
        return clients.kms.sign(r -> r.keyId(key)
                .message(SdkBytes.fromByteArray(message))
                .messageType(type)
                .signingAlgorithm(algorithm));
    }

    private VerifyResponse verify(String key, String algorithm, String type, byte[] message, SdkBytes signature) {
        return clients.kms.verify(r -> r.keyId(key)
                .message(SdkBytes.fromByteArray(message))
                .messageType(type)
                .signature(signature)
                .signingAlgorithm(algorithm));
    }

    private SdkBytes mac(String key, String algorithm) {
        return clients.kms
                .generateMac(r ->
                        r.keyId(key).message(SdkBytes.fromByteArray(MESSAGE)).macAlgorithm(algorithm))
                .mac();
    }
}
