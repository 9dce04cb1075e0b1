package io.hydrant.service.kms.embedded.crypto;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Keys and ECDSA on the curve secp256k1, which the JDK dropped with version 16.
 *
 * @see <a href="https://www.secg.org/sec2-v2.pdf">SEC 2, 2.4.1</a>
 */
final class Secp256k1 {
    private static final int SIZE = 32;

    static final ECParameterSpec PARAMETERS = new ECParameterSpec(
            new java.security.spec.EllipticCurve(
                    new ECFieldFp(hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F")),
                    BigInteger.ZERO,
                    BigInteger.valueOf(7)),
            new ECPoint(
                    hex("79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798"),
                    hex("483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8")),
            hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"),
            1);

    static final EllipticCurve CURVE = new EllipticCurve(PARAMETERS);

    /** The algorithm identifier: an EC public key, secp256k1. */
    private static final byte[] ALGORITHM = HexFormat.of().parseHex("06072a8648ce3d020106052b8104000a");

    private static final byte[] PUBLIC_PREFIX =
            HexFormat.of().parseHex("3056301006072a8648ce3d020106052b8104000a034200");
    private static final byte[] PRIVATE_PREFIX =
            HexFormat.of().parseHex("308184020100301006072a8648ce3d020106052b8104000a046d306b0201010420");
    private static final byte[] PRIVATE_MIDDLE = HexFormat.of().parseHex("a144034200");

    private Secp256k1() {}

    static KeyPair generate(SecureRandom random) {
        return pair(randomScalar(random));
    }

    /** The pair of a private key in PKCS #8. */
    static KeyPair pair(byte[] pkcs8) throws InvalidKeySpecException {
        DerReader info = new DerReader(pkcs8).nextSequence();
        BigInteger version = info.nextInteger();
        byte[] algorithm = info.next(DerReader.SEQUENCE);
        DerReader key = new DerReader(info.next(DerReader.OCTETS)).nextSequence();
        BigInteger keyVersion = key.nextInteger();
        BigInteger scalar = new BigInteger(1, key.next(DerReader.OCTETS));
        if (version.signum() != 0
                || !keyVersion.equals(BigInteger.ONE)
                || !Arrays.equals(algorithm, ALGORITHM)
                || !CURVE.isScalar(scalar)) {
            throw new InvalidKeySpecException("Not a private key on secp256k1");
        }
        return pair(scalar);
    }

    static KeyPair pair(BigInteger scalar) {
        ECPoint point = CURVE.multiply(scalar, CURVE.generator());
        return new KeyPair(new PublicHalf(point), new PrivateHalf(scalar, point));
    }

    static byte[] sign(ECPrivateKey key, byte[] digest, SecureRandom random) {
        BigInteger order = CURVE.order();
        while (true) {
            BigInteger nonce = randomScalar(random);
            BigInteger r = CURVE.multiply(nonce, CURVE.generator()).getAffineX().mod(order);
            BigInteger s = nonce.modInverse(order)
                    .multiply(new BigInteger(1, digest).add(r.multiply(key.getS())))
                    .mod(order);
            if (r.signum() != 0 && s.signum() != 0) {
                return encode(r, s);
            }
        }
    }

    static boolean verify(ECPublicKey key, byte[] digest, byte[] signature) {
        try {
            DerReader whole = new DerReader(signature);
            DerReader pair = whole.nextSequence();
            BigInteger r = pair.nextInteger();
            BigInteger s = pair.nextInteger();
            return whole.isAtEnd() && pair.isAtEnd() && verify(key.getW(), new BigInteger(1, digest), r, s);
        } catch (InvalidKeySpecException notDer) {
            return false;
        }
    }

    private static boolean verify(ECPoint key, BigInteger digest, BigInteger r, BigInteger s) {
        if (!CURVE.isScalar(r) || !CURVE.isScalar(s)) {
            return false;
        }
        BigInteger order = CURVE.order();
        BigInteger inverse = s.modInverse(order);
        ECPoint sum = CURVE.add(
                CURVE.multiply(digest.multiply(inverse).mod(order), CURVE.generator()),
                CURVE.multiply(r.multiply(inverse).mod(order), key));
        return !sum.equals(ECPoint.POINT_INFINITY)
                && sum.getAffineX().mod(order).equals(r);
    }

    private static BigInteger randomScalar(SecureRandom random) {
        while (true) {
            BigInteger scalar = new BigInteger(CURVE.order().bitLength(), random);
            if (CURVE.isScalar(scalar)) {
                return scalar;
            }
        }
    }

    /** Two integers of at most 33 bytes in a sequence. */
    private static byte[] encode(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        return Bytes.concat(
                new byte[] {DerReader.SEQUENCE, (byte) (4 + first.length + second.length)},
                new byte[] {DerReader.INTEGER, (byte) first.length},
                first,
                new byte[] {DerReader.INTEGER, (byte) second.length},
                second);
    }

    private static byte[] uncompressed(ECPoint point) {
        return Bytes.concat(
                new byte[] {4}, Bytes.bigEndian(point.getAffineX(), SIZE), Bytes.bigEndian(point.getAffineY(), SIZE));
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    /** A public key that encodes itself as SubjectPublicKeyInfo. */
    private record PublicHalf(ECPoint point) implements ECPublicKey {
        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public ECParameterSpec getParams() {
            return PARAMETERS;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return Bytes.concat(PUBLIC_PREFIX, uncompressed(point));
        }
    }

    /** A private key that encodes itself in PKCS #8, with its public half. */
    private record PrivateHalf(BigInteger scalar, ECPoint point) implements ECPrivateKey {
        @Override
        public BigInteger getS() {
            return scalar;
        }

        @Override
        public ECParameterSpec getParams() {
            return PARAMETERS;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        @Override
        public byte[] getEncoded() {
            return Bytes.concat(PRIVATE_PREFIX, Bytes.bigEndian(scalar, SIZE), PRIVATE_MIDDLE, uncompressed(point));
        }

        @Override
        public String toString() {
            return "PrivateHalf[secp256k1]";
        }
    }
}
