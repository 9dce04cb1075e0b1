package io.hydrant.jq.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.json.Json;

/** A part of an array or text, by its first element and the one behind its last. */
record Slice(int start, int end) {

    /** The key of a slice, as paths hold it. */
    static ObjectNode key(JsonNode start, JsonNode end) {
        ObjectNode key = Json.object();
        key.set("start", start);
        key.set("end", end);
        return key;
    }

    static Slice of(JsonNode key, int length) {
        double start = bound(key.get("start"), 0);
        double end = bound(key.get("end"), length);
        start = Math.min(Math.max(start < 0 ? start + length : start, 0), length);
        end = Math.min(end < 0 ? end + length : end, length);
        end = Math.max(end, start);
        return new Slice((int) start, (int) Math.ceil(end));
    }

    private static double bound(@org.jspecify.annotations.Nullable JsonNode bound, double otherwise) {
        if (bound == null || bound.isNull()) {
            return otherwise;
        }
        if (!bound.isNumber()) {
            throw new JqError("Start and end indices of an array slice must be numbers");
        }
        return bound.doubleValue();
    }

    JsonNode of(JsonNode array) {
        ArrayNode part = Json.array();
        for (int i = start; i < end; i++) {
            part.add(array.get(i));
        }
        return part;
    }

    /** By code points. */
    JsonNode of(String text) {
        int from = text.offsetByCodePoints(0, start);
        return Json.text(text.substring(from, text.offsetByCodePoints(from, end - start)));
    }

    JsonNode replaced(JsonNode array, JsonNode part) {
        ArrayNode result = Json.array();
        for (int i = 0; i < start; i++) {
            result.add(array.get(i));
        }
        part.forEach(result::add);
        for (int i = end; i < array.size(); i++) {
            result.add(array.get(i));
        }
        return result;
    }
}
