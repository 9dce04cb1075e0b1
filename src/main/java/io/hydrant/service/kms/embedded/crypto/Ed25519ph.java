package io.hydrant.service.kms.embedded.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;

/**
 * Ed25519ph over a digest that the caller has made. The JDK signs whole messages only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.6">RFC 8032, 5.1.6 and 5.1.7</a>
 */
final class Ed25519ph {
    /** {@code dom2} with the flag of the pre-hash and no context. */
    private static final byte[] DOMAIN =
            Bytes.concat("SigEd25519 no Ed25519 collisions".getBytes(StandardCharsets.US_ASCII), new byte[] {1, 0});

    private Ed25519ph() {}

    static byte[] sign(EdECPrivateKey key, byte[] digest) {
        byte[] hash = Hashes.hash("SHA-512", key.getBytes().orElseThrow());
        BigInteger secret = Edwards25519.scalar(hash);
        byte[] publicKey = Edwards25519.BASE.times(secret).encoded();
        BigInteger nonce = number(Arrays.copyOfRange(hash, 32, 64), digest);
        byte[] commitment = Edwards25519.BASE.times(nonce).encoded();
        BigInteger answer = number(commitment, publicKey, digest)
                .multiply(secret)
                .add(nonce)
                .mod(Edwards25519.ORDER);
        return Bytes.concat(commitment, Bytes.littleEndian(answer, 32));
    }

    static boolean verify(EdECPublicKey key, byte[] digest, byte[] signature) {
        if (signature.length != 64) {
            return false;
        }
        byte[] commitment = Arrays.copyOf(signature, 32);
        BigInteger answer = Bytes.fromLittleEndian(Arrays.copyOfRange(signature, 32, 64));
        if (answer.compareTo(Edwards25519.ORDER) >= 0) {
            return false;
        }
        Edwards25519.Point point = Edwards25519.point(
                        key.getPoint().getY(), key.getPoint().isXOdd())
                .orElseThrow();
        BigInteger challenge = number(commitment, point.encoded(), digest);
        byte[] expected = Edwards25519.BASE
                .times(answer)
                .plus(point.negative().times(challenge))
                .encoded();
        return Arrays.equals(expected, commitment);
    }

    private static BigInteger number(byte[]... parts) {
        byte[] hash = Hashes.hash("SHA-512", DOMAIN, Bytes.concat(parts));
        return Bytes.fromLittleEndian(hash).mod(Edwards25519.ORDER);
    }
}
