package io.hydrant.jq.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values one after the other, byte by byte, as jq 1.6 does: what it takes beyond the standard ({@code nan}, {@code 01},
 * line breaks in texts, bytes that are no UTF-8), what it refuses, and where it says so. Recorded with jq 1.6.
 */
public final class JqReader {
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAN = Pattern.compile("[+-]?nan", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[0-9+.eE-]+");

    private final byte[] data;
    private final int end;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final StringToken string = new StringToken();
    private final StringBuilder literal = new StringBuilder();
    private @Nullable JsonNode next;
    private int at;
    private int line = 1;
    private int column;
    private boolean inString;
    private boolean escaped;

    /** An array or object that is not at its end, with the name of the member that is being read. */
    private static final class Level {
        final JsonNode container;

        @Nullable
        String name;

        boolean wantsElement;

        Level(JsonNode container) {
            this.container = container;
        }
    }

    JqReader(byte[] data, int offset, int length) {
        this.data = data;
        this.end = offset + length;
        this.at = offset;
        boolean hasMark = length >= 3
                && data[offset] == (byte) 0xef
                && data[offset + 1] == (byte) 0xbb
                && data[offset + 2] == (byte) 0xbf;
        at += hasMark ? 3 : 0;
    }

    /** All values that are left. */
    public List<JsonNode> rest() {
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode value = next(); value != null; value = next()) {
            values.add(value);
        }
        return values;
    }

    /**
     * The next value, or null at the end.
     *
     * @throws BadJson if what follows is none
     */
    public @Nullable JsonNode next() {
        while (at < end) {
            JsonNode value = scan(data[at++]);
            if (value != null) {
                return value;
            }
        }
        return finish();
    }

    private @Nullable JsonNode finish() {
        if (inString) {
            throw bad("Unfinished string at EOF");
        }
        literalEnds(" at EOF");
        if (!levels.isEmpty()) {
            throw bad("Unfinished JSON term at EOF");
        }
        return taken();
    }

    private @Nullable JsonNode scan(byte b) {
        column++;
        if (b == '\n') {
            line++;
            column = 0;
        }
        if (inString) {
            scanString(b);
            return levels.isEmpty() && !inString ? taken() : null;
        }
        switch (b) {
            case ' ', '\t', '\r', '\n' -> literalEnds("");
            case '"' -> {
                literalEnds("");
                inString = true;
            }
            case '[', '{', ':', ',', ']', '}' -> {
                literalEnds("");
                structure((char) b);
            }
            default -> literal.append((char) (b & 0xff));
        }
        return levels.isEmpty() && literal.length() == 0 && !inString ? taken() : null;
    }

    private void scanString(byte b) {
        if (b == '"' && !escaped) {
            inString = false;
            value(Json.text(string.take(this::bad)));
            return;
        }
        escaped = b == '\\' && !escaped;
        string.add(b);
    }

    private @Nullable JsonNode taken() {
        JsonNode value = next;
        next = null;
        return value;
    }

    private void structure(char sign) {
        switch (sign) {
            case '[', '{' -> {
                if (levels.size() >= JsonReader.DEPTH) {
                    throw bad("Exceeds depth limit for parsing");
                }
                if (next != null) {
                    throw bad("Expected separator between values");
                }
                levels.push(new Level(sign == '[' ? Json.array() : Json.object()));
            }
            case ':' -> colon();
            case ',' -> comma();
            case ']' -> closeArray();
            default -> closeObject();
        }
    }

    private void colon() {
        if (next == null) {
            throw bad("Expected string key before ':'");
        }
        Level level = levels.peek();
        if (level == null || level.container.isArray() || level.name != null) {
            throw bad("':' not as part of an object");
        }
        if (!next.isTextual()) {
            throw bad("Object keys must be strings");
        }
        level.name = next.textValue();
        next = null;
    }

    private void comma() {
        Level level = levels.peek();
        if (level == null || next == null) {
            throw bad("Expected value before ','");
        }
        element(level, next);
        level.wantsElement = true;
    }

    private void element(Level level, JsonNode value) {
        if (level.container instanceof ArrayNode array) {
            array.add(value);
        } else {
            if (level.name == null) {
                throw bad("Objects must consist of key:value pairs");
            }
            ((ObjectNode) level.container).set(level.name, value);
            level.name = null;
        }
        next = null;
    }

    private void closeArray() {
        Level level = levels.peek();
        if (level == null || !level.container.isArray()) {
            throw bad("Unmatched ']'");
        }
        if (next != null) {
            element(level, next);
        } else if (level.wantsElement) {
            throw bad("Expected another array element");
        }
        next = levels.pop().container;
    }

    private void closeObject() {
        Level level = levels.peek();
        if (level == null || level.container.isArray()) {
            throw bad("Unmatched '}'");
        }
        if (next != null) {
            element(level, next);
        } else if (level.wantsElement || level.name != null) {
            throw bad("Expected another key-value pair");
        }
        next = levels.pop().container;
    }

    private void value(JsonNode value) {
        if (next != null) {
            throw bad("Expected separator between values");
        }
        next = value;
    }

    /** Takes the word or number that ends here, if one does. */
    private void literalEnds(String where) {
        if (literal.length() == 0) {
            return;
        }
        String word = literal.toString();
        literal.setLength(0);
        switch (word) {
            case "true" -> value(Json.bool(true));
            case "false" -> value(Json.bool(false));
            case "null" -> value(Json.NULL);
            default -> {
                boolean isWord =
                        word.startsWith("t") || word.startsWith("f") || (word.startsWith("n") && word.length() != 3);
                if (isWord) {
                    throw bad("Invalid literal" + where);
                }
                value(number(word, where));
            }
        }
    }

    private JsonNode number(String word, String where) {
        if (INFINITE.matcher(word).matches()) {
            return Json.number(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (NAN.matcher(word).matches()) {
            return Json.number(Double.NaN);
        }
        if (!NUMBER.matcher(word).matches()) {
            throw bad("Invalid numeric literal" + where);
        }
        try {
            return Json.number(Double.parseDouble(word));
        } catch (NumberFormatException e) {
            throw bad("Invalid numeric literal" + where);
        }
    }

    private BadJson bad(String what) {
        return new BadJson(what + " at line " + line + ", column " + column);
    }
}
