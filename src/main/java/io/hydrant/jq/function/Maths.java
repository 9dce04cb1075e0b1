package io.hydrant.jq.function;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.Json;

/** Functions of numbers. */
final class Maths {
    private Maths() {}

    static void addTo(Functions functions) {
        constants(functions);
        unary(functions, "floor", Math::floor);
        unary(functions, "ceil", Math::ceil);
        unary(functions, "trunc", value -> value < 0 ? Math.ceil(value) : Math.floor(value));
        unary(functions, "round", value -> Math.copySign(Math.floor(Math.abs(value) + 0.5), value));
        unary(functions, "rint", Math::rint);
        unary(functions, "nearbyint", Math::rint);
        unary(functions, "fabs", Math::abs);
        unary(functions, "sqrt", Math::sqrt);
        unary(functions, "cbrt", Math::cbrt);
        unary(functions, "exp", StrictMath::exp);
        unary(functions, "exp2", value -> StrictMath.pow(2, value));
        unary(functions, "exp10", Maths::powerOfTen);
        unary(functions, "expm1", StrictMath::expm1);
        unary(functions, "log", StrictMath::log);
        unary(functions, "log2", FloatParts::log2);
        unary(functions, "log10", StrictMath::log10);
        unary(functions, "log1p", StrictMath::log1p);
        unary(functions, "sin", StrictMath::sin);
        unary(functions, "cos", StrictMath::cos);
        unary(functions, "tan", StrictMath::tan);
        unary(functions, "asin", StrictMath::asin);
        unary(functions, "acos", StrictMath::acos);
        unary(functions, "atan", StrictMath::atan);
        unary(functions, "sinh", StrictMath::sinh);
        unary(functions, "cosh", StrictMath::cosh);
        unary(functions, "tanh", StrictMath::tanh);
        unary(
                functions,
                "asinh",
                value -> Math.copySign(StrictMath.log(Math.abs(value) + Math.hypot(value, 1)), value));
        unary(functions, "acosh", value -> StrictMath.log(value + Math.sqrt(value * value - 1)));
        unary(functions, "atanh", value -> 0.5 * StrictMath.log1p(2 * value / (1 - value)));
        unary(functions, "significand", FloatParts::significand);
        unary(functions, "logb", FloatParts::logb);
        unary(functions, "gamma", Gamma::log);
        unary(functions, "lgamma", Gamma::log);
        unary(functions, "lgamma_r", Gamma::log);
        unary(functions, "tgamma", Gamma::of);
        binary(functions, "pow", Maths::power);
        binary(functions, "atan2", StrictMath::atan2);
        binary(functions, "fmod", (value, by) -> value % by);
        binary(functions, "drem", Math::IEEEremainder);
        binary(functions, "remainder", Math::IEEEremainder);
        binary(functions, "copysign", Math::copySign);
        binary(functions, "hypot", Math::hypot);
        binary(
                functions,
                "fmin",
                (one, other) -> Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.min(one, other));
        binary(
                functions,
                "fmax",
                (one, other) -> Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other));
        binary(
                functions,
                "fdim",
                (one, other) -> one > other ? one - other : Double.isNaN(one - other) ? Double.NaN : 0);
        binary(functions, "nextafter", Math::nextAfter);
        binary(functions, "nexttoward", Math::nextAfter);
        binary(functions, "ldexp", FloatParts::scale);
        binary(functions, "scalb", FloatParts::scale);
        binary(functions, "scalbln", FloatParts::scale);
        functions.compute(
                "fma",
                3,
                (run, in, arguments) ->
                        Json.number(Math.fma(number(arguments[0]), number(arguments[1]), number(arguments[2]))));
        functions.compute("frexp", in -> FloatParts.frexp(number(in)));
        functions.compute("modf", in -> FloatParts.modf(number(in)));
    }

    private static void constants(Functions functions) {
        functions.compute("infinite", in -> Json.number(Double.POSITIVE_INFINITY));
        functions.compute("nan", in -> Json.number(Double.NaN));
        functions.compute("isinfinite", in -> Json.bool(Double.isInfinite(number(in))));
        functions.compute("isnan", in -> Json.bool(Double.isNaN(number(in))));
        functions.compute(
                "isnormal", in -> Json.bool(Math.abs(number(in)) >= Double.MIN_NORMAL && Double.isFinite(number(in))));
    }

    static double number(JsonNode value) {
        if (!value.isNumber()) {
            throw new JqError(Json.shown(value) + " number required");
        }
        return value.doubleValue();
    }

    private static double power(double base, double exponent) {
        // C says 1, Java nan.
        return base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : StrictMath.pow(base, exponent);
    }

    private static double powerOfTen(double exponent) {
        boolean isExact = exponent == Math.rint(exponent) && Math.abs(exponent) < 308;
        return isExact ? Double.parseDouble("1e" + (int) exponent) : StrictMath.pow(10, exponent);
    }

    private static void unary(Functions functions, String name, DoubleUnaryOperator operator) {
        functions.compute(name, in -> Json.number(operator.applyAsDouble(number(in))));
    }

    private static void binary(Functions functions, String name, DoubleBinaryOperator operator) {
        functions.compute(
                name,
                2,
                (run, in, arguments) ->
                        Json.number(operator.applyAsDouble(number(arguments[0]), number(arguments[1]))));
    }
}
