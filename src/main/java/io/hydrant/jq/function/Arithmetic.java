package io.hydrant.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Run;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonOrder;

/** The operators between two values. */
public final class Arithmetic {
    private Arithmetic() {}

    /** An operator between two values. */
    @FunctionalInterface
    public interface Operator {
        JsonNode apply(Run run, JsonNode left, JsonNode right);
    }

    public static Operator operator(String sign) {
        return switch (sign) {
            case "+" -> Arithmetic::add;
            case "-" -> Arithmetic::subtract;
            case "*" -> Arithmetic::multiply;
            case "/" -> Arithmetic::divide;
            case "%" -> Arithmetic::remainder;
            case "==" -> (run, left, right) -> Json.bool(JsonOrder.compare(left, right) == 0);
            case "!=" -> (run, left, right) -> Json.bool(JsonOrder.compare(left, right) != 0);
            case "<" -> (run, left, right) -> Json.bool(JsonOrder.compare(left, right) < 0);
            case "<=" -> (run, left, right) -> Json.bool(JsonOrder.compare(left, right) <= 0);
            case ">" -> (run, left, right) -> Json.bool(JsonOrder.compare(left, right) > 0);
            case ">=" -> (run, left, right) -> Json.bool(JsonOrder.compare(left, right) >= 0);
            default -> throw new IllegalArgumentException(sign);
        };
    }

    public static JsonNode negate(JsonNode value) {
        if (!value.isNumber()) {
            throw new JqError(Json.shown(value) + " cannot be negated");
        }
        return Json.number(-value.doubleValue());
    }

    static JsonNode add(Run run, JsonNode left, JsonNode right) {
        if (left.isNull()) {
            return right;
        }
        if (right.isNull()) {
            return left;
        }
        if (left.isNumber() && right.isNumber()) {
            return Json.number(left.doubleValue() + right.doubleValue());
        }
        if (left.isTextual() && right.isTextual()) {
            run.allocate(2L * (left.textValue().length() + right.textValue().length()));
            return Json.text(left.textValue().concat(right.textValue()));
        }
        if (left.isArray() && right.isArray()) {
            run.allocate(8L * (left.size() + right.size()));
            return Json.array().addAll((ArrayNode) left).addAll((ArrayNode) right);
        }
        if (left.isObject() && right.isObject()) {
            run.allocate(64L * (left.size() + right.size()));
            ObjectNode sum = Json.object();
            sum.setAll((ObjectNode) left);
            sum.setAll((ObjectNode) right);
            return sum;
        }
        throw cannot(left, right, "added");
    }

    private static JsonNode subtract(Run run, JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return Json.number(left.doubleValue() - right.doubleValue());
        }
        if (left.isArray() && right.isArray()) {
            run.steps((long) left.size() * right.size() / 8);
            ArrayNode rest = Json.array();
            for (JsonNode element : left) {
                if (!Containers.has(right, element)) {
                    rest.add(element);
                }
            }
            return rest;
        }
        throw cannot(left, right, "subtracted");
    }

    private static JsonNode multiply(Run run, JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return Json.number(left.doubleValue() * right.doubleValue());
        }
        if (left.isTextual() && right.isNumber()) {
            return repeat(run, left.textValue(), right.doubleValue());
        }
        if (left.isNumber() && right.isTextual()) {
            return repeat(run, right.textValue(), left.doubleValue());
        }
        if (left.isObject() && right.isObject()) {
            return merge(run, left, right);
        }
        throw cannot(left, right, "multiplied");
    }

    private static JsonNode repeat(Run run, String text, double times) {
        long more = (long) (times - 1);
        if (Double.isNaN(times) || more < 0) {
            return Json.NULL;
        }
        long count = Math.min(more, Integer.MAX_VALUE - 1) + 1;
        run.allocate(2L * Math.max(1, text.length()) * count);
        return Json.text(text.repeat((int) count));
    }

    private static JsonNode merge(Run run, JsonNode left, JsonNode right) {
        run.allocate(64L * (left.size() + right.size()));
        ObjectNode merged = Json.object();
        merged.setAll((ObjectNode) left);
        right.properties().forEach(member -> {
            JsonNode before = merged.get(member.getKey());
            boolean both =
                    before != null && before.isObject() && member.getValue().isObject();
            merged.set(member.getKey(), both ? merge(run, before, member.getValue()) : member.getValue());
        });
        return merged;
    }

    private static JsonNode divide(Run run, JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            if (right.doubleValue() == 0) {
                throw cannot(left, right, "divided because the divisor is zero");
            }
            return Json.number(left.doubleValue() / right.doubleValue());
        }
        if (left.isTextual() && right.isTextual()) {
            return Texts.split(run, left.textValue(), right.textValue());
        }
        throw cannot(left, right, "divided");
    }

    private static JsonNode remainder(Run run, JsonNode left, JsonNode right) {
        if (!left.isNumber() || !right.isNumber()) {
            throw cannot(left, right, "divided (remainder)");
        }
        long divisor = whole(right.doubleValue());
        if (divisor == 0) {
            throw cannot(left, right, "divided (remainder) because the divisor is zero");
        }
        return Json.number(divisor == -1 ? 0 : (double) (whole(left.doubleValue()) % divisor));
    }

    /** A number as an integer of 64 bits, as the processor of jq's machine makes it. */
    private static long whole(double value) {
        boolean fits = value >= Long.MIN_VALUE && value < -(double) Long.MIN_VALUE;
        return fits ? (long) value : Long.MIN_VALUE;
    }

    static JqError cannot(JsonNode left, JsonNode right, String what) {
        return new JqError(Json.shown(left) + " and " + Json.shown(right) + " cannot be " + what);
    }
}
