package io.hydrant.service.kms.embedded.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;

import io.hydrant.support.KnownPrimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(KnownPrimes.class)
class SignaturesTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair RSA = new KeyPairs("RSA", "2048").generate(RANDOM);

    @ParameterizedTest
    @ValueSource(strings = {"256", "384", "512"})
    void theJdkVerifiesWhatPssSignedOverADigest(String bits) throws GeneralSecurityException {
        String algorithm = "RSASSA_PSS_SHA_" + bits;
        byte[] signature = Signatures.sign(RSA, algorithm, Signatures.digest(algorithm, MESSAGE), RANDOM);

        Signature jdk = pss(bits, Integer.parseInt(bits) / 8);
        jdk.initVerify(RSA.getPublic());
        jdk.update(MESSAGE);

        assertThat(jdk.verify(signature)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "384", "512"})
    void verifiesWhatTheJdkSignedWithPssAndASaltOfTheLengthOfTheDigest(String bits) throws GeneralSecurityException {
        String algorithm = "RSASSA_PSS_SHA_" + bits;
        byte[] digest = Signatures.digest(algorithm, MESSAGE);

        byte[] right = jdkPss(bits, Integer.parseInt(bits) / 8);
        byte[] shortSalt = jdkPss(bits, 8);

        assertThat(Signatures.verify(RSA, algorithm, digest, right)).isTrue();
        assertThat(Signatures.verify(RSA, algorithm, digest, shortSalt)).isFalse();
    }

    @Test
    void signsADigestWithEd25519phAsTheJdkSignsTheMessage() throws GeneralSecurityException {
        for (int i = 0; i < 5; i++) {
            KeyPair pair = new KeyPairs("Ed25519", "").generate(RANDOM);
            byte[] digest = Signatures.digest("ED25519_PH_SHA_512", MESSAGE);

            byte[] signature = Signatures.sign(pair, "ED25519_PH_SHA_512", digest, RANDOM);

            Signature jdk = Signature.getInstance("Ed25519");
            jdk.setParameter(new EdDSAParameterSpec(true));
            jdk.initSign(pair.getPrivate());
            jdk.update(MESSAGE);
            assertThat(signature).isEqualTo(jdk.sign());
            assertThat(Signatures.verify(pair, "ED25519_PH_SHA_512", digest, signature))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 2048, RSASSA_PSS_SHA_256",
        "RSA, 3072, RSASSA_PSS_SHA_512",
        "RSA, 2048, RSASSA_PKCS1_V1_5_SHA_256",
        "RSA, 2048, RSASSA_PKCS1_V1_5_SHA_384",
        "RSA, 2048, RSASSA_PKCS1_V1_5_SHA_512",
        "EC, secp256r1, ECDSA_SHA_256",
        "EC, secp384r1, ECDSA_SHA_384",
        "EC, secp521r1, ECDSA_SHA_512",
        "EC, secp256k1, ECDSA_SHA_256",
        "Ed25519, 0, ED25519_SHA_512",
        "Ed25519, 0, ED25519_PH_SHA_512"
    })
    void nothingButTheSignatureOfThisMessageIsRight(String kind, String parameter, String algorithm) {
        KeyPair pair = new KeyPairs(kind, parameter).generate(RANDOM);
        byte[] digest = Signatures.digest(algorithm, MESSAGE);
        byte[] signature = Signatures.sign(pair, algorithm, digest, RANDOM);
        assertThat(Signatures.verify(pair, algorithm, digest, signature)).isTrue();

        byte[] otherDigest = Signatures.digest(algorithm, new byte[] {1});
        assertThat(Signatures.verify(pair, algorithm, otherDigest, signature)).isFalse();
        for (int i = 0; i < signature.length; i += 7) {
            byte[] damaged = signature.clone();
            damaged[i] ^= 0x10;
            assertThat(Signatures.verify(pair, algorithm, digest, damaged))
                    .as("byte %d", i)
                    .isFalse();
        }
        for (int length : new int[] {1, 2, 3, 8, signature.length - 1, signature.length + 1, 600, 6144}) {
            assertThat(Signatures.verify(pair, algorithm, digest, Arrays.copyOf(signature, length)))
                    .as("length %d", length)
                    .isFalse();
        }
        byte[] ones = new byte[signature.length];
        Arrays.fill(ones, (byte) 0xFF);
        assertThat(Signatures.verify(pair, algorithm, digest, ones)).isFalse();
    }

    private static byte[] jdkPss(String bits, int salt) throws GeneralSecurityException {
        Signature jdk = pss(bits, salt);
        jdk.initSign(RSA.getPrivate());
        jdk.update(MESSAGE);
        return jdk.sign();
    }

    private static Signature pss(String bits, int salt) throws GeneralSecurityException {
        Signature jdk = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        jdk.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
        return jdk;
    }
}
