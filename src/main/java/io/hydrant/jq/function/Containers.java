package io.hydrant.jq.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Run;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonOrder;

/** Functions of arrays and objects. */
final class Containers {
    private Containers() {}

    static void addTo(Functions functions) {
        functions.compute("keys", 0, (run, in, arguments) -> keys(run, in, true));
        functions.compute("keys_unsorted", 0, (run, in, arguments) -> keys(run, in, false));
        functions.compute("has", 1, (run, in, arguments) -> hasKey(in, arguments[0]));
        functions.compute("contains", 1, (run, in, arguments) -> contains(run, in, arguments[0]));
        functions.compute("add", 0, (run, in, arguments) -> sum(run, in));
        functions.compute("sort", 0, (run, in, arguments) -> {
            if (!in.isArray()) {
                throw new JqError(Json.shown(in) + " cannot be sorted, as it is not an array");
            }
            return sorted(run, in, in);
        });
        functions.compute("_sort_by_impl", 1, (run, in, arguments) -> {
            requirePairs(in, arguments[0]);
            return sorted(run, in, arguments[0]);
        });
        functions.compute("_group_by_impl", 1, (run, in, arguments) -> {
            requirePairs(in, arguments[0]);
            return grouped(run, in, arguments[0]);
        });
        functions.compute("min", in -> extreme(in, in, true));
        functions.compute("max", in -> extreme(in, in, false));
        functions.compute("_min_by_impl", 1, (run, in, arguments) -> extreme(in, arguments[0], true));
        functions.compute("_max_by_impl", 1, (run, in, arguments) -> extreme(in, arguments[0], false));
    }

    static boolean has(JsonNode array, JsonNode element) {
        for (JsonNode other : array) {
            if (JsonOrder.compare(other, element) == 0) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode keys(Run run, JsonNode in, boolean sorted) {
        run.allocate(32L * in.size());
        ArrayNode keys = Json.array();
        if (in.isObject()) {
            if (sorted) {
                JsonOrder.keys(in).forEach(keys::add);
            } else {
                in.fieldNames().forEachRemaining(keys::add);
            }
        } else if (in.isArray()) {
            for (int i = 0; i < in.size(); i++) {
                keys.add(Json.number(i));
            }
        } else {
            throw new JqError(Json.shown(in) + " has no keys");
        }
        return keys;
    }

    private static JsonNode hasKey(JsonNode in, JsonNode key) {
        if (in.isNull()) {
            return Json.bool(false);
        }
        if (in.isObject() && key.isTextual()) {
            return Json.bool(in.has(key.textValue()));
        }
        if (in.isArray() && key.isNumber()) {
            double at = key.doubleValue();
            return Json.bool((int) at >= 0 && (int) at < in.size());
        }
        throw new JqError("Cannot check whether " + Json.type(in) + " has a " + Json.type(key) + " key");
    }

    private static JsonNode contains(Run run, JsonNode in, JsonNode part) {
        boolean sameType = Json.kind(in) == Json.kind(part);
        if (!sameType) {
            throw new JqError(Json.shown(in) + " and " + Json.shown(part) + " cannot have their containment checked");
        }
        return Json.bool(isIn(run, in, part));
    }

    private static boolean isIn(Run run, JsonNode whole, JsonNode part) {
        run.step();
        if (whole.isObject() && part.isObject()) {
            for (String key : JsonOrder.keys(part)) {
                JsonNode member = whole.get(key);
                if (member == null || !isIn(run, member, part.get(key))) {
                    return false;
                }
            }
            return true;
        }
        if (whole.isArray() && part.isArray()) {
            for (JsonNode wanted : part) {
                boolean found = false;
                for (int i = 0; i < whole.size() && !found; i++) {
                    found = isIn(run, whole.get(i), wanted);
                }
                if (!found) {
                    return false;
                }
            }
            return true;
        }
        if (whole.isTextual() && part.isTextual()) {
            return beforeNul(whole).contains(beforeNul(part));
        }
        return JsonOrder.compare(whole, part) == 0;
    }

    /** jq compares texts as C does: a zero byte ends them. */
    private static String beforeNul(JsonNode text) {
        int end = text.textValue().indexOf('\0');
        return end < 0 ? text.textValue() : text.textValue().substring(0, end);
    }

    private static JsonNode sum(Run run, JsonNode in) {
        if (!in.isContainerNode()) {
            throw new JqError("Cannot iterate over " + Json.shown(in));
        }
        JsonNode sum = Json.NULL;
        for (JsonNode element : in) {
            run.step();
            sum = Arithmetic.add(run, sum, element);
        }
        return sum;
    }

    private static void requirePairs(JsonNode in, JsonNode keys) {
        if (!in.isArray() || !keys.isArray() || keys.size() != in.size()) {
            throw new JqError(
                    Json.shown(in) + " and " + Json.shown(keys) + " cannot be sorted, as they are not both arrays");
        }
    }

    /** The places of the elements in the order of their keys. */
    private static List<Integer> order(Run run, JsonNode keys) {
        run.steps(4L * keys.size());
        run.allocate(32L * keys.size());
        List<Integer> places = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            places.add(i);
        }
        places.sort(Comparator.comparing((Integer place) -> keys.get(place), JsonOrder.INSTANCE)
                .thenComparing(Comparator.naturalOrder()));
        return places;
    }

    private static ArrayNode sorted(Run run, JsonNode in, JsonNode keys) {
        ArrayNode sorted = Json.array();
        order(run, keys).forEach(place -> sorted.add(in.get(place)));
        return sorted;
    }

    private static ArrayNode grouped(Run run, JsonNode in, JsonNode keys) {
        ArrayNode groups = Json.array();
        ArrayNode group = Json.array();
        JsonNode last = Json.NULL;
        for (int place : order(run, keys)) {
            JsonNode key = keys.get(place);
            if (groups.isEmpty() || JsonOrder.compare(key, last) != 0) {
                group = Json.array();
                groups.add(group);
                last = key;
            }
            group.add(in.get(place));
        }
        return groups;
    }

    /** The element whose key is the least or the greatest; of equal ones the first least, the last greatest. */
    private static JsonNode extreme(JsonNode in, JsonNode keys, boolean least) {
        if (!in.isArray() || !keys.isArray() || keys.size() != in.size()) {
            throw new JqError(Json.shown(in) + " and " + Json.shown(keys) + " cannot be iterated over");
        }
        JsonNode found = Json.NULL;
        JsonNode best = Json.NULL;
        for (int i = 0; i < in.size(); i++) {
            int compared = JsonOrder.compare(keys.get(i), best);
            if (i == 0 || (least ? compared < 0 : compared >= 0)) {
                found = in.get(i);
                best = keys.get(i);
            }
        }
        return found;
    }
}
