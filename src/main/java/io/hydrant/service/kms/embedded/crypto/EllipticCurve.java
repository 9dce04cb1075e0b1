package io.hydrant.service.kms.embedded.crypto;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/** The group of points of a curve {@code y² = x³ + ax + b} over a prime field, in affine coordinates. */
final class EllipticCurve {
    private final ECParameterSpec parameters;
    private final BigInteger prime;
    private final BigInteger a;
    private final BigInteger b;

    EllipticCurve(ECParameterSpec parameters) {
        this.parameters = parameters;
        this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        this.a = parameters.getCurve().getA();
        this.b = parameters.getCurve().getB();
    }

    BigInteger order() {
        return parameters.getOrder();
    }

    ECPoint generator() {
        return parameters.getGenerator();
    }

    boolean contains(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        boolean inField = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(prime) < 0 && y.compareTo(prime) < 0;
        return inField
                && y.multiply(y)
                                .subtract(x.multiply(x).add(a).multiply(x).add(b))
                                .mod(prime)
                                .signum()
                        == 0;
    }

    /** Whether {@code scalar} can be a private key. */
    boolean isScalar(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(order()) < 0;
    }

    ECPoint multiply(BigInteger scalar, ECPoint point) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (scalar.testBit(bit)) {
                sum = add(sum, point);
            }
        }
        return sum;
    }

    ECPoint add(ECPoint left, ECPoint right) {
        if (left.equals(ECPoint.POINT_INFINITY)) {
            return right;
        }
        if (right.equals(ECPoint.POINT_INFINITY)) {
            return left;
        }
        BigInteger x1 = left.getAffineX();
        BigInteger y1 = left.getAffineY();
        BigInteger x2 = right.getAffineX();
        BigInteger y2 = right.getAffineY();
        if (x1.equals(x2) && y1.add(y2).mod(prime).signum() == 0) {
            return ECPoint.POINT_INFINITY;
        }
        BigInteger slope = x1.equals(x2)
                ? quotient(x1.multiply(x1).multiply(BigInteger.valueOf(3)).add(a), y1.shiftLeft(1))
                : quotient(y2.subtract(y1), x2.subtract(x1));
        BigInteger x3 = slope.multiply(slope).subtract(x1).subtract(x2).mod(prime);
        return new ECPoint(x3, slope.multiply(x1.subtract(x3)).subtract(y1).mod(prime));
    }

    private BigInteger quotient(BigInteger numerator, BigInteger denominator) {
        return numerator.multiply(denominator.modInverse(prime));
    }
}
