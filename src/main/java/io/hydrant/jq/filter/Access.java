package io.hydrant.jq.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.json.Json;

/** Reading and writing one element of a value. Texts recorded with jq 1.6. */
public final class Access {
    /** An array grows to so many elements at most when one is set. */
    private static final int LONGEST = 1 << 20;

    private Access() {}

    /** The element under a key: a member, an element, a slice, or where one array stands in the other. */
    public static JsonNode get(JsonNode value, JsonNode key) {
        switch (Json.kind(value)) {
            case OBJECT -> {
                if (key.isTextual()) {
                    return orNull(value.get(key.textValue()));
                }
            }
            case ARRAY -> {
                if (key.isNumber()) {
                    return element(value, key.doubleValue());
                }
                if (key.isObject()) {
                    return Slice.of(key, value.size()).of(value);
                }
                if (key.isArray()) {
                    return indices(value, key);
                }
            }
            case STRING -> {
                if (key.isObject()) {
                    String text = value.textValue();
                    return Slice.of(key, text.codePointCount(0, text.length())).of(text);
                }
            }
            case NULL -> {
                if (key.isObject()) {
                    Slice.of(key, 0);
                    return Json.NULL;
                }
                if (key.isTextual() || key.isNumber()) {
                    return Json.NULL;
                }
            }
            default -> {}
        }
        throw cannotIndex(value, key);
    }

    private static JqError cannotIndex(JsonNode value, JsonNode key) {
        return new JqError("Cannot index " + Json.type(value) + " with "
                + (key.isTextual() ? "string \"" + key.textValue() + "\"" : Json.type(key)));
    }

    private static JsonNode orNull(@org.jspecify.annotations.Nullable JsonNode value) {
        return value == null ? Json.NULL : value;
    }

    private static JsonNode element(JsonNode array, double at) {
        if (at != Math.rint(at)) {
            return Json.NULL;
        }
        long index = (long) at;
        index += index < 0 ? array.size() : 0;
        return index < 0 || index >= array.size() ? Json.NULL : array.get((int) index);
    }

    /** Where the elements of one array stand in the other. */
    public static ArrayNode indices(JsonNode array, JsonNode part) {
        ArrayNode found = Json.array();
        for (int at = 0; at + part.size() <= array.size() && !part.isEmpty(); at++) {
            int n = 0;
            while (n < part.size() && io.hydrant.jq.json.JsonOrder.compare(array.get(at + n), part.get(n)) == 0) {
                n++;
            }
            if (n == part.size()) {
                found.add(Json.number(at));
            }
        }
        return found;
    }

    /** A copy of the value with another element under the key. */
    public static JsonNode set(Run run, JsonNode value, JsonNode key, JsonNode element) {
        run.allocate(16L * value.size() + 64);
        run.steps(value.size() / 8);
        if (key.isTextual() && (value.isObject() || value.isNull())) {
            ObjectNode object = Json.object();
            if (value.isObject()) {
                object.setAll((ObjectNode) value);
            }
            object.set(key.textValue(), element);
            return object;
        }
        if (key.isNumber() && (value.isArray() || value.isNull())) {
            return setElement(run, value, key.doubleValue(), element);
        }
        if (key.isObject() && (value.isArray() || value.isNull())) {
            if (!element.isArray()) {
                throw new JqError("A slice of an array can only be assigned another array");
            }
            return Slice.of(key, value.size()).replaced(value, element);
        }
        throw new JqError("Cannot update field at " + Json.type(key) + " index of " + Json.type(value));
    }

    private static JsonNode setElement(Run run, JsonNode value, double at, JsonNode element) {
        double index = Double.isNaN(at) ? 0 : (long) at;
        index += index < 0 ? value.size() : 0;
        // jq counts in 32 bits.
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw new JqError("Out of bounds negative array index");
        }
        if (index >= LONGEST && index > value.size()) {
            throw new BoundExceeded("The query makes an array of more than " + LONGEST + " elements.");
        }
        ArrayNode array = Json.array();
        if (value.isArray()) {
            array.addAll((ArrayNode) value);
        }
        run.allocate(8 * Math.max(0, (long) index - array.size()));
        while (array.size() <= index) {
            array.add(Json.NULL);
        }
        array.set((int) index, element);
        return array;
    }
}
