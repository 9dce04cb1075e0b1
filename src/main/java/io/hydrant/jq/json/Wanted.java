package io.hydrant.jq.json;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Which parts of a value a query looks at: all of it, or some of its members and elements. What it does not look at need not be kept. */
public final class Wanted {
    /** An element further behind makes the whole array wanted. */
    private static final int ELEMENTS = 1000;

    private final Map<String, Wanted> members = new HashMap<>();
    private final Map<Integer, Wanted> elements = new HashMap<>();
    private boolean whole;
    private int lastElement = -1;

    /** Says that all of it is wanted. */
    public void all() {
        whole = true;
    }

    public boolean isWhole() {
        return whole;
    }

    /** The part under a key; null if all of it is wanted now, because the key may mean any part. */
    public @Nullable Wanted part(JsonNode key) {
        if (key.isTextual()) {
            return members.computeIfAbsent(key.textValue(), name -> new Wanted());
        }
        double at = key.isNumber() ? key.doubleValue() : -1;
        if (at >= 0 && at < ELEMENTS) {
            lastElement = Math.max(lastElement, (int) at);
            return elements.computeIfAbsent((int) at, index -> new Wanted());
        }
        all();
        return null;
    }

    @Nullable
    Wanted member(String name) {
        return members.get(name);
    }

    /** The greatest index of a wanted element, or -1. */
    int lastElement() {
        return lastElement;
    }

    @Nullable
    Wanted element(int index) {
        return elements.get(index);
    }
}
