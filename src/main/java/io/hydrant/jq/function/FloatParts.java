package io.hydrant.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.json.Json;

/** Numbers by their exponent and what it multiplies. */
final class FloatParts {
    private FloatParts() {}

    static double log2(double value) {
        int exponent = Math.getExponent(value);
        boolean isPower = value > 0 && Double.isFinite(value) && Math.scalb(1.0, exponent) == value;
        return isPower ? exponent : StrictMath.log(value) / StrictMath.log(2);
    }

    static double significand(double value) {
        return value == 0 || !Double.isFinite(value) ? value : value / Math.scalb(1.0, exponent(value));
    }

    static double logb(double value) {
        if (value == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return Double.isFinite(value) ? exponent(value) : value * value;
    }

    private static int exponent(double value) {
        return Math.abs(value) < Double.MIN_NORMAL ? Math.getExponent(value * 0x1p54) - 54 : Math.getExponent(value);
    }

    static double scale(double value, double exponent) {
        int bounded = (int) Math.max(-5000, Math.min(5000, exponent));
        return Math.scalb(value, bounded);
    }

    /** A half to one, and the power of two that it must be multiplied with. */
    static JsonNode frexp(double value) {
        boolean isPlain = value == 0 || !Double.isFinite(value);
        int exponent = isPlain ? 0 : exponent(value) + 1;
        double fraction = isPlain ? value : significand(value) / 2;
        return Json.array().add(Json.number(fraction)).add(Json.number(exponent));
    }

    /** What stands behind the point, and in front of it. */
    static JsonNode modf(double value) {
        double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
        double fraction = Double.isInfinite(value) ? 0 : value - whole;
        return Json.array().add(Json.number(Math.copySign(fraction, value))).add(Json.number(whole));
    }
}
