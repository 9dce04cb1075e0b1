package io.hydrant.service.kms.embedded.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The group of points of edwards25519, in affine coordinates.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, 5.1</a>
 */
final class Edwards25519 {
    static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(PRIME))
            .mod(PRIME);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(PRIME.subtract(BigInteger.ONE).shiftRight(2), PRIME);

    static final Point BASE = point(
                    BigInteger.valueOf(4)
                            .multiply(BigInteger.valueOf(5).modInverse(PRIME))
                            .mod(PRIME),
                    false)
            .orElseThrow();

    private static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);

    private Edwards25519() {}

    /** A point of the curve. */
    record Point(BigInteger x, BigInteger y) {
        byte[] encoded() {
            byte[] bytes = Bytes.littleEndian(y, 32);
            if (x.testBit(0)) {
                bytes[31] |= (byte) 0x80;
            }
            return bytes;
        }

        Point negative() {
            return new Point(x.negate().mod(PRIME), y);
        }

        Point plus(Point other) {
            BigInteger xs = x.multiply(other.x).mod(PRIME);
            BigInteger ys = y.multiply(other.y).mod(PRIME);
            BigInteger mixed = D.multiply(xs).multiply(ys).mod(PRIME);
            BigInteger sum = x.multiply(other.y).add(y.multiply(other.x));
            return new Point(
                    quotient(sum, BigInteger.ONE.add(mixed)), quotient(ys.add(xs), BigInteger.ONE.subtract(mixed)));
        }

        Point times(BigInteger scalar) {
            Point sum = NEUTRAL;
            for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (scalar.testBit(bit)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }
    }

    /** The point with that {@code y}, if there is one. */
    static Optional<Point> point(BigInteger y, boolean xIsOdd) {
        BigInteger square = y.multiply(y).mod(PRIME);
        BigInteger wanted =
                quotient(square.subtract(BigInteger.ONE), D.multiply(square).add(BigInteger.ONE));
        BigInteger x = wanted.modPow(PRIME.add(BigInteger.valueOf(3)).shiftRight(3), PRIME);
        if (!x.multiply(x).mod(PRIME).equals(wanted)) {
            x = x.multiply(ROOT_OF_MINUS_ONE).mod(PRIME);
        }
        if (!x.multiply(x).mod(PRIME).equals(wanted)) {
            return Optional.empty();
        }
        return Optional.of(new Point(x.testBit(0) == xIsOdd ? x : x.negate().mod(PRIME), y));
    }

    /** The secret scalar in the first half of a hashed private key. */
    static BigInteger scalar(byte[] hash) {
        byte[] bytes = Arrays.copyOf(hash, 32);
        bytes[0] &= (byte) 0xF8;
        bytes[31] &= (byte) 0x7F;
        bytes[31] |= (byte) 0x40;
        return Bytes.fromLittleEndian(bytes);
    }

    private static BigInteger quotient(BigInteger numerator, BigInteger denominator) {
        return numerator.multiply(denominator.mod(PRIME).modInverse(PRIME)).mod(PRIME);
    }
}
