package io.hydrant.jq.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** The order of all values: by kind, then by value. {@code nan} is below every number, itself included. */
public final class JsonOrder {
    public static final Comparator<JsonNode> INSTANCE = JsonOrder::compare;

    private JsonOrder() {}

    public static int compare(JsonNode one, JsonNode other) {
        if (one.isContainerNode() && Json.isIdentical(one, other)) {
            return 0;
        }
        Kind kind = Json.kind(one);
        int byKind = kind.compareTo(Json.kind(other));
        if (byKind != 0) {
            return byKind;
        }
        return switch (kind) {
            case NUMBER -> compare(one.doubleValue(), other.doubleValue());
            case STRING -> compareText(one.textValue(), other.textValue());
            case ARRAY -> compareArrays(one, other);
            case OBJECT -> compareObjects(one, other);
            default -> 0;
        };
    }

    private static int compare(double one, double other) {
        return one < other || Double.isNaN(one) ? -1 : one == other ? 0 : 1;
    }

    /** By code points, which is the order of UTF-8 too. */
    public static int compareText(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean isPair = Character.isSurrogate(a);
                return isPair == Character.isSurrogate(b) ? a - b : isPair ? 1 : -1;
            }
        }
        return one.length() - other.length();
    }

    private static int compareArrays(JsonNode one, JsonNode other) {
        int length = Math.min(one.size(), other.size());
        for (int i = 0; i < length; i++) {
            int byElement = compare(one.get(i), other.get(i));
            if (byElement != 0) {
                return byElement;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int compareObjects(JsonNode one, JsonNode other) {
        List<String> keys = keys(one);
        List<String> others = keys(other);
        int length = Math.min(keys.size(), others.size());
        for (int i = 0; i < length; i++) {
            int byKey = compareText(keys.get(i), others.get(i));
            if (byKey != 0) {
                return byKey;
            }
        }
        if (keys.size() != others.size()) {
            return keys.size() - others.size();
        }
        for (String key : keys) {
            int byValue = compare(one.get(key), other.get(key));
            if (byValue != 0) {
                return byValue;
            }
        }
        return 0;
    }

    /** An object's keys, sorted. */
    public static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(keys::add);
        keys.sort(JsonOrder::compareText);
        return keys;
    }
}
