package io.hydrant.jq.function;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Run;
import io.hydrant.jq.json.Json;

/** Functions of texts. */
final class Texts {
    private static final int REPLACEMENT = 0xfffd;

    private Texts() {}

    static void addTo(Functions functions) {
        functions.compute("startswith", 1, (run, in, arguments) -> {
            requireTexts(in, arguments[0], "startswith() requires string inputs");
            return Json.bool(in.textValue().startsWith(arguments[0].textValue()));
        });
        functions.compute("endswith", 1, (run, in, arguments) -> {
            requireTexts(in, arguments[0], "endswith() requires string inputs");
            return Json.bool(in.textValue().endsWith(arguments[0].textValue()));
        });
        functions.compute("ltrimstr", 1, (run, in, arguments) -> {
            boolean cuts =
                    in.isTextual() && arguments[0].isTextual() && in.textValue().startsWith(arguments[0].textValue());
            return cuts
                    ? Json.text(
                            in.textValue().substring(arguments[0].textValue().length()))
                    : in;
        });
        functions.compute("rtrimstr", 1, (run, in, arguments) -> {
            boolean cuts =
                    in.isTextual() && arguments[0].isTextual() && in.textValue().endsWith(arguments[0].textValue());
            int end = in.isTextual() ? in.textValue().length() : 0;
            return cuts
                    ? Json.text(in.textValue()
                            .substring(0, end - arguments[0].textValue().length()))
                    : in;
        });
        functions.compute("explode", Texts::explode);
        functions.compute("implode", Texts::implode);
        functions.compute("split", 1, (run, in, arguments) -> {
            requireTexts(in, arguments[0], "split input and separator must be strings");
            return split(run, in.textValue(), arguments[0].textValue());
        });
        functions.compute("join", 1, (run, in, arguments) -> join(run, in, arguments[0]));
        functions.compute("ascii_downcase", in -> letters(in, 'A', 'a'));
        functions.compute("ascii_upcase", in -> letters(in, 'a', 'A'));
        functions.compute(
                "_strindices", 1, (run, in, arguments) -> indices(run, in.textValue(), arguments[0].textValue()));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void requireTexts(JsonNode in, JsonNode argument, String error) {
        if (!in.isTextual() || !argument.isTextual()) {
            throw new JqError(error);
        }
    }

    private static JsonNode explode(JsonNode in) {
        if (!in.isTextual()) {
            throw new JqError("explode input must be a string");
        }
        ArrayNode codes = Json.array();
        in.textValue().codePoints().forEach(code -> codes.add(Json.number(code)));
        return codes;
    }

    private static JsonNode implode(JsonNode in) {
        if (!in.isArray()) {
            throw new JqError("implode input must be an array");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode code : in) {
            if (!code.isNumber()) {
                throw new JqError(Json.shown(code) + " can't be imploded, unicode codepoint needs to be numeric");
            }
            int point = (int) code.doubleValue();
            boolean isValid = Character.isValidCodePoint(point) && (point < 0xd800 || point > 0xdfff);
            text.appendCodePoint(isValid ? point : REPLACEMENT);
        }
        return Json.text(text.toString());
    }

    /** The parts between separators; an empty separator stands between all code points. */
    static ArrayNode split(Run run, String text, String separator) {
        run.allocate(4L * text.length());
        run.steps(text.length() / 8);
        ArrayNode parts = Json.array();
        if (separator.isEmpty()) {
            text.codePoints().forEach(code -> parts.add(Character.toString(code)));
            return parts;
        }
        if (text.isEmpty()) {
            return parts;
        }
        int start = 0;
        int end = text.indexOf(separator);
        while (end >= 0) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
            end = text.indexOf(separator, start);
        }
        return parts.add(text.substring(start));
    }

    /** As jq adds them up: numbers and booleans as text, null as nothing, and an error for all else. */
    private static JsonNode join(Run run, JsonNode in, JsonNode separator) {
        if (!in.isContainerNode()) {
            throw new JqError("Cannot iterate over " + Json.shown(in));
        }
        if (!separator.isTextual()) {
            return joinAnything(run, in, separator);
        }
        StringBuilder text = new StringBuilder();
        boolean isFirst = true;
        for (JsonNode element : in) {
            text.append(isFirst ? "" : separator.textValue());
            isFirst = false;
            if (element.isContainerNode()) {
                throw Arithmetic.cannot(Json.text(text.toString()), element, "added");
            }
            text.append(element.isNull() ? "" : Formats.text(element));
            run.allocate(2L * (text.length() + 1) / Math.max(1, in.size()));
        }
        return Json.text(text.toString());
    }

    private static JsonNode joinAnything(Run run, JsonNode in, JsonNode separator) {
        JsonNode sum = Json.NULL;
        for (JsonNode element : in) {
            sum = sum.isNull() ? Json.text("") : Arithmetic.add(run, sum, separator);
            boolean asText = element.isBoolean() || element.isNumber();
            JsonNode part = asText ? Json.text(Formats.text(element)) : Json.isTrue(element) ? element : Json.text("");
            sum = Arithmetic.add(run, sum, part);
        }
        return Json.isTrue(sum) ? sum : Json.text("");
    }

    private static JsonNode letters(JsonNode in, char from, char to) {
        if (!in.isTextual()) {
            throw new JqError("explode input must be a string");
        }
        char[] text = in.textValue().toCharArray();
        for (int i = 0; i < text.length; i++) {
            if (text[i] >= from && text[i] < from + 26) {
                text[i] += (char) (to - from);
            }
        }
        return Json.text(new String(text));
    }

    /** Where a text stands in another, counted in bytes of UTF-8 as jq 1.6 does. */
    private static JsonNode indices(Run run, String text, String part) {
        byte[] bytes = utf8(text);
        byte[] wanted = utf8(part);
        run.steps(bytes.length / 8);
        ArrayNode found = Json.array();
        int at = 0;
        while (at + wanted.length <= bytes.length && wanted.length > 0) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                found.add(Json.number(at));
                at += wanted.length - 1;
            }
            at++;
        }
        return found;
    }
}
