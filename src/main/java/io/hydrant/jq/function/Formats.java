package io.hydrant.jq.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonWriter;

/** The formats {@code @text}, {@code @json}, {@code @csv} and so on. */
public final class Formats {
    private Formats() {}

    /** A value as a text: a text itself, all else as JSON. */
    public static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : JsonWriter.write(value);
    }

    public static String format(String format, JsonNode value) {
        return switch (format) {
            case "text" -> text(value);
            case "json" -> JsonWriter.write(value);
            case "csv" -> row(value, "csv", ",", Formats::quoted);
            case "tsv" -> row(value, "tsv", "\t", Formats::escaped);
            case "html" -> html(text(value));
            case "uri" -> uri(text(value));
            case "sh" -> shell(value);
            case "base64" -> Base64.getEncoder().encodeToString(text(value).getBytes(StandardCharsets.UTF_8));
            case "base64d" -> Base64Text.decode(text(value));
            default -> throw new JqError(format + " is not a valid format");
        };
    }

    private static String row(JsonNode value, String format, String separator, Function<String, String> text) {
        if (!value.isArray()) {
            throw new JqError(Json.shown(value) + " cannot be " + format + "-formatted, only array");
        }
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < value.size(); i++) {
            row.append(i == 0 ? "" : separator);
            JsonNode cell = value.get(i);
            if (cell.isContainerNode()) {
                throw new JqError(Json.shown(cell) + " is not valid in a csv row");
            }
            boolean isEmpty = cell.isNull() || (cell.isNumber() && Double.isNaN(cell.doubleValue()));
            row.append(isEmpty ? "" : cell.isTextual() ? text.apply(cell.textValue()) : JsonWriter.write(cell));
        }
        return row.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"").replace("\0", "\\0") + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\0", "\\0");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;")
                .replace("\0", "\\0");
    }

    private static String uri(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 0 && Character.isLetterOrDigit(b)) || "-_.!~*'()".indexOf(b) >= 0;
            if (plain) {
                escaped.append((char) b);
            } else {
                escaped.append(String.format("%%%02X", b));
            }
        }
        return escaped.toString();
    }

    private static String shell(JsonNode value) {
        if (!value.isArray()) {
            return word(value);
        }
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < value.size(); i++) {
            words.append(i == 0 ? "" : " ").append(word(value.get(i)));
        }
        return words.toString();
    }

    private static String word(JsonNode value) {
        if (value.isContainerNode()) {
            throw new JqError(Json.shown(value) + " can not be escaped for shell");
        }
        return value.isTextual()
                ? "'" + value.textValue().replace("'", "'\\''").replace("\0", "\\0") + "'"
                : JsonWriter.write(value);
    }
}
