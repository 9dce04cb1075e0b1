package io.hydrant.jq.filter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonOrder;

/** Reading, writing and deleting what lies at the end of a path. Texts recorded with jq 1.6. */
public final class Paths {
    private Paths() {}

    public static JsonNode get(JsonNode value, JsonNode path) {
        if (!path.isArray()) {
            throw new JqError("Path must be specified as an array");
        }
        JsonNode at = value;
        for (JsonNode key : path) {
            at = Access.get(at, key);
        }
        return at;
    }

    public static JsonNode set(Run run, JsonNode value, JsonNode path, JsonNode element) {
        if (!path.isArray()) {
            throw new JqError("Path must be specified as an array");
        }
        return set(run, value, path, 0, element);
    }

    private static JsonNode set(Run run, JsonNode value, JsonNode path, int from, JsonNode element) {
        run.step();
        if (from == path.size()) {
            return element;
        }
        JsonNode key = path.get(from);
        return Access.set(run, value, key, set(run, Access.get(value, key), path, from + 1, element));
    }

    /** Deletes from the last path to the first, so that indices hold. */
    public static JsonNode delete(Run run, JsonNode value, JsonNode paths) {
        if (!paths.isArray()) {
            throw new JqError("Paths must be specified as an array");
        }
        List<JsonNode> sorted = new ArrayList<>();
        paths.forEach(sorted::add);
        sorted.sort(JsonOrder.INSTANCE);
        for (JsonNode path : sorted) {
            if (!path.isArray()) {
                throw new JqError("Path must be specified as array, not " + Json.type(path));
            }
            if (path.isEmpty()) {
                return Json.NULL;
            }
        }
        return deleteBelow(run, value, sorted, 0);
    }

    /** Deletes what the paths, sorted and equal up to {@code depth}, lead to. */
    private static JsonNode deleteBelow(Run run, JsonNode value, List<JsonNode> paths, int depth) {
        JsonNode result = value;
        List<JsonNode> keys = new ArrayList<>();
        int end = paths.size();
        while (end > 0) {
            JsonNode key = paths.get(end - 1).get(depth);
            int start = end - 1;
            while (start > 0 && JsonOrder.compare(paths.get(start - 1).get(depth), key) == 0) {
                start--;
            }
            run.steps(end - start);
            if (paths.get(start).size() == depth + 1) {
                keys.add(key);
            } else {
                JsonNode below = Access.get(result, key);
                if (!below.isNull()) {
                    result =
                            Access.set(run, result, key, deleteBelow(run, below, paths.subList(start, end), depth + 1));
                }
            }
            end = start;
        }
        return keys.isEmpty() ? result : without(run, result, keys);
    }

    private static JsonNode without(Run run, JsonNode value, List<JsonNode> keys) {
        run.allocate(16L * value.size() + 64);
        if (value.isNull()) {
            return value;
        }
        if (value.isArray()) {
            return arrayWithout(value, keys);
        }
        if (value.isObject()) {
            ObjectNode object = ((ObjectNode) value).objectNode().setAll((ObjectNode) value);
            for (JsonNode key : keys) {
                if (!key.isTextual()) {
                    throw new JqError("Cannot delete " + Json.type(key) + " field of object");
                }
                object.remove(key.textValue());
            }
            return object;
        }
        throw new JqError("Cannot delete fields from " + Json.type(value));
    }

    private static JsonNode arrayWithout(JsonNode array, List<JsonNode> keys) {
        Set<Integer> gone = new HashSet<>();
        for (JsonNode key : keys) {
            if (key.isNumber()) {
                double at = key.doubleValue();
                gone.add((int) (at < 0 ? at + array.size() : at));
            } else if (key.isObject()) {
                Slice slice = Slice.of(key, array.size());
                for (int i = slice.start(); i < slice.end(); i++) {
                    gone.add(i);
                }
            } else {
                throw new JqError("Cannot delete " + Json.type(key) + " element of array");
            }
        }
        ArrayNode left = Json.array();
        for (int i = 0; i < array.size(); i++) {
            if (!gone.contains(i)) {
                left.add(array.get(i));
            }
        }
        return left;
    }
}
