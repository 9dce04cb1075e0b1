package io.hydrant.jq.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Values: how they are made, what kind they are, how an error shows them. */
public final class Json {
    public static final JsonNode NULL = NullNode.getInstance();

    private static final double EXACT = 1L << 53;
    private static final int SHOWN_BYTES = 14;

    private Json() {}

    public static JsonNode number(double value) {
        long whole = (long) value;
        boolean isWhole = whole == value && Math.abs(value) <= EXACT && (whole != 0 || 1 / value > 0);
        return isWhole ? LongNode.valueOf(whole) : new JqNumber(value);
    }

    /** A whole number that a double holds exactly, other than negative zero. */
    static JsonNode whole(long value) {
        return LongNode.valueOf(value);
    }

    public static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }

    public static JsonNode bool(boolean value) {
        return BooleanNode.valueOf(value);
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Whether a condition takes the value for true: all but {@code null} and {@code false}. */
    public static boolean isTrue(JsonNode value) {
        return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }

    public static Kind kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue() ? Kind.TRUE : Kind.FALSE;
            case NUMBER -> Kind.NUMBER;
            case STRING -> Kind.STRING;
            case ARRAY -> Kind.ARRAY;
            case OBJECT -> Kind.OBJECT;
            default -> Kind.NULL;
        };
    }

    /** The name of the value's type, as {@code type} shows it. */
    public static String type(JsonNode value) {
        return kind(value).type();
    }

    /** The value as an error names it: its type, and in brackets how it begins. */
    public static String shown(JsonNode value) {
        return type(value) + " (" + cut(JsonWriter.write(value)) + ")";
    }

    /** A text as errors show it: at most 14 bytes. */
    public static String cut(String text) {
        return cut(text, SHOWN_BYTES);
    }

    /** A text of at most so many bytes; what is cut ends in three dots. */
    public static String cut(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= most) {
            return text;
        }
        return new String(Arrays.copyOf(bytes, most - 3), StandardCharsets.UTF_8) + "...";
    }

    /** Whether arrays and objects nest in the value more deeply than so many levels. */
    public static boolean isDeeper(JsonNode value, int levels) {
        Deque<Iterator<JsonNode>> open = new ArrayDeque<>();
        open.push(List.of(value).iterator());
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                continue;
            }
            JsonNode next = open.peek().next();
            if (next.isContainerNode()) {
                if (open.size() > levels) {
                    return true;
                }
                open.push(next.iterator());
            }
        }
        return false;
    }

    /** Whether two values are one object. */
    @SuppressWarnings("ReferenceEquality") // That is the question.
    static boolean isIdentical(JsonNode one, JsonNode other) {
        return one == other;
    }

    /** Whether two values are one and the same for a path: the same object, or equal scalars. */
    public static boolean isSame(JsonNode one, JsonNode other) {
        if (isIdentical(one, other)) {
            return true;
        }
        if (one.isNumber() && other.isNumber()) {
            return one.doubleValue() == other.doubleValue();
        }
        return one.getNodeType() == other.getNodeType()
                && (one.isNull() || (one.isBoolean() && one.booleanValue() == other.booleanValue()));
    }
}
