package io.hydrant.jq.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How jq 1.6 prints a number: the fewest digits that mean it. Recorded with jq 1.6. */
final class NumberText {
    private static final double EXACT = 1L << 53;
    private static final int SURELY_SHORTEST = 15;
    /** A number is written out while so many zeros follow its digits at most. */
    private static final int ZEROS = 15;

    private NumberText() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "null";
        }
        long whole = (long) value;
        if (whole == value && Math.abs(value) < EXACT && whole != 0) {
            return Long.toString(whole);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
        BigDecimal shortest = shortest(Math.abs(finite));
        String digits = shortest.unscaledValue().toString();
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
        write(text, digits, digits.length() - shortest.scale());
        return text.toString();
    }

    private static BigDecimal shortest(double value) {
        BigDecimal said = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        boolean isNormal = value >= Double.MIN_NORMAL;
        if (isNormal && said.precision() <= SURELY_SHORTEST) {
            return said;
        }
        // Double.toString of Java 17 sometimes says a digit too many.
        BigDecimal exact = new BigDecimal(value);
        for (int digits = isNormal ? SURELY_SHORTEST : 1; digits <= said.precision(); digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return said;
    }

    /** Writes digits whose decimal point stands behind so many of them. */
    private static void write(StringBuilder text, String digits, int point) {
        if (point <= -4 || point > digits.length() + ZEROS) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            int exponent = point - 1;
            text.append('e').append(exponent < 0 ? '-' : '+');
            text.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
        } else if (point <= 0) {
            text.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point >= digits.length()) {
            text.append(digits).append("0".repeat(point - digits.length()));
        } else {
            text.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
    }
}
