package io.hydrant.jq.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads JSON values. Jackson reads what is well-formed; what it refuses, {@link JqReader} reads once more, as jq does. Both give
 * the same values for what both take.
 */
public final class JsonReader {
    /** jq refuses what nests more deeply. */
    static final int DEPTH = 256;

    // Names of members come from records: to intern them would cost, and keep them for ever.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final Wanted WHOLE = new Wanted();
    private static final long EXACT = 1L << 53;

    static {
        WHOLE.all();
    }

    private JsonReader() {}

    /** The one value that the bytes hold; empty if they do not hold exactly one that Jackson reads as jq does. */
    public static Optional<JsonNode> readOne(byte[] data, int offset, int length) {
        return readOne(data, offset, length, WHOLE);
    }

    /** The same, without what is not wanted. */
    public static Optional<JsonNode> readOne(byte[] data, int offset, int length, Wanted wanted) {
        if (!isPlain(data, offset, length)) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(data, offset, length)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode value = new PartReader(parser).read(wanted, 0);
            return value == null || parser.nextToken() != null ? Optional.empty() : Optional.of(value);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A source of all values, in order, that reads on only as far as it is asked. */
    public static JqReader readAll(byte[] data, int offset, int length) {
        return new JqReader(data, offset, length);
    }

    /**
     * The value that a text says.
     *
     * @throws BadJson if it is no JSON, or not one value
     */
    public static JsonNode parse(String text) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        Optional<JsonNode> value = readOne(data, 0, data.length);
        if (value.isPresent()) {
            return value.get();
        }
        try {
            List<JsonNode> values = new JqReader(data, 0, data.length).rest();
            if (values.size() != 1) {
                throw new BadJson(values.isEmpty() ? "Expected JSON value" : "Unexpected extra JSON values");
            }
            return values.get(0);
        } catch (BadJson e) {
            throw new BadJson(e.getMessage() + " (while parsing '" + text + "')");
        }
    }

    /** Whether Jackson takes the bytes for UTF-8, and no escape of half a surrogate pair is in them. */
    static boolean isPlain(byte[] data, int offset, int length) {
        int end = offset + length;
        if (length > 1 && (data[offset] == 0 || data[offset + 1] == 0 || data[offset] < 0)) {
            return false;
        }
        for (int i = offset; i < end - 2; i++) {
            byte b = data[i];
            if (b == '\\'
                    ? data[i + 1] == 'u' && (data[i + 2] == 'd' || data[i + 2] == 'D')
                    : b < 0 && isOdd(b, data[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Whether Jackson takes two bytes for the beginning of a character that jq does not take. */
    private static boolean isOdd(byte first, byte second) {
        int next = second & 0xff;
        return switch (first & 0xff) {
            case 0xc0, 0xc1, 0xf5, 0xf6, 0xf7 -> true;
            case 0xe0 -> next < 0xa0;
            case 0xed -> next >= 0xa0;
            case 0xf0 -> next < 0x90;
            case 0xf4 -> next >= 0x90;
            default -> false;
        };
    }

    /** The value whose first token is the current one; null if it nests too deeply. */
    static @org.jspecify.annotations.Nullable JsonNode value(JsonParser parser, int depth) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                if (depth >= DEPTH) {
                    return null;
                }
                ObjectNode object = Json.object();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    JsonNode member = value(parser, depth + 1);
                    if (member == null) {
                        return null;
                    }
                    object.set(name, member);
                }
                return object;
            }
            case START_ARRAY -> {
                if (depth >= DEPTH) {
                    return null;
                }
                ArrayNode array = Json.array();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode element = value(parser, depth + 1);
                    if (element == null) {
                        return null;
                    }
                    array.add(element);
                }
                return array;
            }
            case VALUE_STRING -> {
                return Json.text(parser.getText());
            }
            case VALUE_NUMBER_INT -> {
                return whole(parser);
            }
            case VALUE_NUMBER_FLOAT -> {
                return Json.number(Double.parseDouble(parser.getText()));
            }
            case VALUE_TRUE -> {
                return Json.bool(true);
            }
            case VALUE_FALSE -> {
                return Json.bool(false);
            }
            default -> {
                return Json.NULL;
            }
        }
    }

    private static JsonNode whole(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return Json.number(Double.parseDouble(parser.getText()));
        }
        long value = parser.getLongValue();
        boolean isNegativeZero = value == 0 && parser.getTextCharacters()[parser.getTextOffset()] == '-';
        return isNegativeZero
                ? Json.number(-0.0)
                : value > EXACT || value < -EXACT ? Json.number((double) value) : Json.whole(value);
    }
}
