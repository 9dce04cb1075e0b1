package io.hydrant.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.BadJson;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonReader;
import io.hydrant.jq.json.JsonWriter;

/** Types, conversions, and what jq calls most. */
final class Basics {
    private Basics() {}

    static void addTo(Functions functions) {
        functions.add("empty", 0, arguments -> (env, path, in, out) -> env.run().step());
        functions.add(
                "error",
                1,
                arguments -> (env, path, in, out) -> arguments.get(0).run(env, null, in, (place, value) -> {
                    // An error that says null is none: it ends in nothing.
                    if (!value.isNull()) {
                        throw new JqError(value);
                    }
                }));
        functions.compute("not", in -> Json.bool(!Json.isTrue(in)));
        functions.compute("type", in -> Json.text(Json.type(in)));
        functions.compute("length", Basics::length);
        functions.compute("utf8bytelength", in -> {
            if (!in.isTextual()) {
                throw new JqError(Json.shown(in) + " only strings have UTF-8 byte length");
            }
            return Json.number(Texts.utf8(in.textValue()).length);
        });
        functions.compute("tostring", 0, (run, in, arguments) -> in.isTextual() ? in : json(run, in));
        functions.compute("tojson", 0, (run, in, arguments) -> json(run, in));
        functions.compute("tonumber", Basics::number);
        functions.compute("fromjson", 0, (run, in, arguments) -> {
            if (!in.isTextual()) {
                throw new JqError(Json.shown(in) + " only strings can be parsed");
            }
            run.allocate(8L * in.textValue().length());
            return parsed(in.textValue());
        });
        functions.compute("format", 1, (run, in, arguments) -> {
            JsonNode format = arguments[0];
            if (!format.isTextual()) {
                throw new JqError(Json.shown(format) + " is not a valid format");
            }
            String text = Formats.format(format.textValue(), in);
            run.allocate(2L * text.length());
            return Json.text(text);
        });
    }

    private static JsonNode json(io.hydrant.jq.filter.Run run, JsonNode value) {
        String text = JsonWriter.write(value);
        run.allocate(2L * text.length());
        run.steps(text.length() / 64);
        return Json.text(text);
    }

    private static JsonNode parsed(String text) {
        try {
            return JsonReader.parse(text);
        } catch (BadJson e) {
            throw new JqError(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode length(JsonNode in) {
        return switch (Json.kind(in)) {
            case NULL -> Json.number(0);
            case STRING ->
                Json.number(in.textValue().codePointCount(0, in.textValue().length()));
            case NUMBER -> Json.number(Math.abs(in.doubleValue()));
            case ARRAY, OBJECT -> Json.number(in.size());
            default -> throw new JqError(Json.shown(in) + " has no length");
        };
    }

    private static JsonNode number(JsonNode in) {
        if (in.isNumber()) {
            return in;
        }
        if (in.isTextual()) {
            JsonNode parsed = parsed(in.textValue());
            if (parsed.isNumber()) {
                return parsed;
            }
        }
        throw new JqError(Json.shown(in) + " cannot be parsed as a number");
    }
}
