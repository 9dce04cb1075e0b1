package io.hydrant.service.kms.embedded.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import io.hydrant.support.KnownPrimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyPairsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Made by OpenSSL 3. */
    private static final String PRIVATE =
            "308184020100301006072a8648ce3d020106052b8104000a046d306b02010104201c0ffee1234567890abcdef1"
                    + "234567890abcdef1234567890abcdef123456789a14403420004cf1f6486b4dc06638082d975b17f761c5e3c05"
                    + "56e08465ff9afc86ab46aaa4ab44b9b84b3d0a77321e3dffad287719c836d9d2da046424a75146b551fc005910";

    private static final String PUBLIC =
            "3056301006072a8648ce3d020106052b8104000a03420004cf1f6486b4dc06638082d975b17f761c5e3c0556e0"
                    + "8465ff9afc86ab46aaa4ab44b9b84b3d0a77321e3dffad287719c836d9d2da046424a75146b551fc005910";
    private static final String SIGNATURE =
            "3045022100a122f26ca0ca9bb78379d0e0fc4237ecf61b230cf8ff21e88ac22de25c65c62402206ae68e00ea5d"
                    + "e6255d55d954a237f9a0dcf2ff2c767c130e710a77645a742728";

    @ParameterizedTest
    @CsvSource({
        "RSA, 2048",
        "EC, secp256r1",
        "EC, secp384r1",
        "EC, secp521r1",
        "EC, secp256k1",
        "Ed25519, 0",
    })
    void findsThePublicHalfOfAPrivateKey(String algorithm, String parameter) throws InvalidKeySpecException {
        KeyPairs pairs = new KeyPairs(algorithm, parameter);
        for (int i = 0; i < 3; i++) {
            KeyPair made = pairs.generate(RANDOM);

            KeyPair read = pairs.fromPrivateKey(made.getPrivate().getEncoded());

            assertThat(read.getPublic().getEncoded()).isEqualTo(made.getPublic().getEncoded());
            assertThat(read.getPrivate().getEncoded())
                    .isEqualTo(made.getPrivate().getEncoded());
        }
    }

    @ExtendWith(KnownPrimes.class)
    @ParameterizedTest
    @CsvSource({
        "RSA, 2048, RSA, 3072",
        "EC, secp256r1, EC, secp384r1",
        "EC, secp256k1, EC, secp256r1",
        "EC, secp256r1, EC, secp256k1",
        "EC, secp256r1, RSA, 2048",
        "Ed25519, 0, EC, secp256r1",
        "RSA, 2048, Ed25519, 0"
    })
    void refusesAKeyOfAnotherKind(String algorithm, String parameter, String otherAlgorithm, String otherParameter) {
        byte[] other = new KeyPairs(otherAlgorithm, otherParameter)
                .generate(RANDOM)
                .getPrivate()
                .getEncoded();

        assertThatThrownBy(() -> new KeyPairs(algorithm, parameter).fromPrivateKey(other))
                .isInstanceOf(InvalidKeySpecException.class);
    }

    @ExtendWith(KnownPrimes.class)
    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, secp256r1", "EC, secp256k1", "Ed25519, 0"})
    void bytesThatAreNoKeyAreRefusedAndNothingElseIsThrown(String algorithm, String parameter) {
        KeyPairs pairs = new KeyPairs(algorithm, parameter);
        byte[] whole = pairs.generate(RANDOM).getPrivate().getEncoded();
        Random seeded = new Random(7);
        for (int i = 0; i < 100; i++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + seeded.nextInt(whole.length));
            damaged[seeded.nextInt(damaged.length)] ^= (byte) (1 + seeded.nextInt(255));
            try {
                KeyPair read = pairs.fromPrivateKey(damaged);
                assertThat(read).isNotNull(); // another key
            } catch (InvalidKeySpecException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    @Test
    void readsAndWritesKeysOnSecp256k1AsOpenSslDoes() throws InvalidKeySpecException {
        KeyPair pair = new KeyPairs("EC", "secp256k1").fromPrivateKey(hex(PRIVATE));

        assertThat(pair.getPublic().getEncoded()).isEqualTo(hex(PUBLIC));
        assertThat(pair.getPrivate().getEncoded()).isEqualTo(hex(PRIVATE));
        byte[] digest =
                Signatures.digest("ECDSA_SHA_256", "signed by another library".getBytes(StandardCharsets.UTF_8));
        assertThat(Signatures.verify(pair, "ECDSA_SHA_256", digest, hex(SIGNATURE)))
                .isTrue();
    }

    @Test
    void theOrderOfSecp256k1LeadsBackToTheGenerator() {
        EllipticCurve curve = Secp256k1.CURVE;

        assertThat(curve.contains(curve.generator())).isTrue();
        assertThat(curve.multiply(curve.order().add(BigInteger.ONE), curve.generator()))
                .isEqualTo(curve.generator());
    }

    @ExtendWith(KnownPrimes.class)
    @Test
    void aPublicKeyHasToLieOnTheCurve() throws InvalidKeySpecException {
        KeyPairs pairs = new KeyPairs("EC", "secp256r1");
        byte[] der = pairs.generate(RANDOM).getPublic().getEncoded();
        ECPublicKey read = pairs.publicKey(der);
        assertThat(read.getEncoded()).isEqualTo(der);

        byte[] beside = der.clone();
        beside[beside.length - 1] ^= 1;
        byte[] other =
                new KeyPairs("EC", "secp384r1").generate(RANDOM).getPublic().getEncoded();
        byte[] rsa = new KeyPairs("RSA", "2048").generate(RANDOM).getPublic().getEncoded();
        for (byte[] bad : new byte[][] {beside, other, rsa, {1, 2, 3}, Arrays.copyOf(der, 40), hex(PUBLIC)}) {
            assertThatThrownBy(() -> pairs.publicKey(bad)).isInstanceOf(InvalidKeySpecException.class);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
