package io.hydrant.jq.filter;

import java.util.ArrayDeque;
import java.util.Deque;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Where a value lies in the input of {@code path}: the keys that lead to it, and the value there. */
public final class Path {
    private static final int SHOWN = 29;

    private final @Nullable Path parent;
    private final JsonNode key;
    private final JsonNode there;

    private Path(@Nullable Path parent, JsonNode key, JsonNode there) {
        this.parent = parent;
        this.key = key;
        this.there = there;
    }

    /** The place of the input itself. */
    public static Path root(JsonNode there) {
        return new Path(null, Json.NULL, there);
    }

    /** The place below a path that may be absent. */
    public static @Nullable Path below(@Nullable Path path, JsonNode key, JsonNode there) {
        return path == null ? null : new Path(path, key, there);
    }

    /**
     * Checks that a value that is about to be entered is the one that lies at the path, when there is one.
     *
     * @throws JqError if it is another
     */
    public static void check(@Nullable Path path, JsonNode value, JsonNode key) {
        if (path != null && !Json.isSame(path.there, value)) {
            throw new JqError(
                    "Invalid path expression near attempt to access element " + shown(key) + " of " + shown(value));
        }
    }

    /** The same for a value whose elements are about to be listed. */
    public static void checkEach(@Nullable Path path, JsonNode value) {
        if (path != null && !Json.isSame(path.there, value)) {
            throw new JqError("Invalid path expression near attempt to iterate through " + shown(value));
        }
    }

    /** The keys as an array; the value must be the one that lies there. */
    public ArrayNode keys(JsonNode value) {
        if (!Json.isSame(there, value)) {
            throw new JqError("Invalid path expression with result " + shown(value));
        }
        Deque<JsonNode> keys = new ArrayDeque<>();
        for (Path path = this; path.parent != null; path = path.parent) {
            keys.addFirst(path.key);
        }
        return Json.array().addAll(keys);
    }

    private static String shown(JsonNode value) {
        return Json.cut(JsonWriter.write(value), SHOWN);
    }
}
