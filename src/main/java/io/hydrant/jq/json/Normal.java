package io.hydrant.jq.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Values of others as jq has them: every number is a double. */
public final class Normal {
    private static final long EXACT = 1L << 53;

    private Normal() {}

    /** The value itself if it is normal, otherwise a copy. */
    public static JsonNode of(JsonNode value) {
        return isNormal(value) ? value : copy(value);
    }

    private static boolean isNormal(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode element : value) {
                if (!isNormal(element)) {
                    return false;
                }
            }
            return true;
        }
        boolean isSmall = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() <= EXACT
                && value.longValue() >= -EXACT;
        return isSmall || value instanceof JqNumber || value.isTextual() || value.isBoolean() || value.isNull();
    }

    private static JsonNode copy(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = Json.array();
            value.forEach(element -> array.add(copy(element)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = Json.object();
            value.properties().forEach(member -> object.set(member.getKey(), copy(member.getValue())));
            return object;
        }
        if (value.isNumber()) {
            return Json.number(value.doubleValue());
        }
        return isNormal(value) ? value : value.isBinary() ? Json.text(value.asText()) : Json.NULL;
    }
}
