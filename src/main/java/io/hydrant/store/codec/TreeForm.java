package io.hydrant.store.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hydrant.store.StoreException;

/**
 * A tree of neutral values, such as a destination's configuration: JSON as it is, and an instant as an object of one member {@code
 * $instant}. A long that an int can hold comes back as an int. Names are written as {@link MemberName} says.
 */
final class TreeForm implements Form<Object> {
    private static final String INSTANT = "$instant";

    @Override
    public JsonNode write(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            map.forEach((name, each) -> json.set(MemberName.escaped((String) name), write(each)));
            return json;
        }
        if (value instanceof List<?> list) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> json.add(write(each)));
            return json;
        }
        if (value instanceof Instant instant) {
            return JsonNodeFactory.instance.objectNode().put(INSTANT, instant.toString());
        }
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        if (value instanceof Boolean is) {
            return BooleanNode.valueOf(is);
        }
        if (value instanceof Integer number) {
            return IntNode.valueOf(number);
        }
        if (value instanceof Long number) {
            return LongNode.valueOf(number);
        }
        if (value instanceof Double number) {
            return DoubleNode.valueOf(number);
        }
        throw new IllegalArgumentException("Not a neutral value: " + value.getClass());
    }

    @Override
    public Object read(JsonNode json) {
        if (json.isObject()) {
            JsonNode instant = json.get(INSTANT);
            return instant != null ? Instant.parse(instant.textValue()) : map(json);
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(each -> list.add(read(each)));
            return list;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isInt()) {
            return json.intValue();
        }
        if (json.isLong()) {
            return json.longValue();
        }
        if (json.isDouble()) {
            return json.doubleValue();
        }
        throw new StoreException("a tree has no value " + json);
    }

    private Map<String, Object> map(JsonNode json) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties().forEach(each -> map.put(MemberName.unescaped(each.getKey()), read(each.getValue())));
        return map;
    }
}
