package io.hydrant.jq.filter;

import java.util.Iterator;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hydrant.jq.json.Json;
import org.jspecify.annotations.Nullable;

/** The filters that go into a value: an element, a slice, every element. */
public final class Steps {
    private Steps() {}

    /** {@code term[key]}, for each key every term; {@code optional} ignores what has no such element. */
    public static Filter index(Filter term, Filter key, boolean optional) {
        return (env, path, in, out) -> key.run(
                env,
                null,
                in,
                (keyPath, at) ->
                        term.run(env, path, in, (termPath, value) -> enter(env, termPath, value, at, optional, out)));
    }

    /** {@code term[from:to]}. */
    public static Filter slice(Filter term, Filter from, Filter to, boolean optional) {
        return (env, path, in, out) -> from.run(
                env,
                null,
                in,
                (fromPath, start) -> to.run(
                        env,
                        null,
                        in,
                        (toPath, end) -> term.run(
                                env,
                                path,
                                in,
                                (termPath, value) ->
                                        enter(env, termPath, value, Slice.key(start, end), optional, out))));
    }

    private static void enter(Env env, @Nullable Path path, JsonNode value, JsonNode key, boolean optional, Out out) {
        env.run().step();
        JsonNode element;
        try {
            Path.check(path, value, key);
            if (key.isObject()) {
                env.run().allocate(8L * value.size());
            } else if (key.isArray()) {
                env.run().steps((long) value.size() * key.size());
            }
            element = Access.get(value, key);
        } catch (JqError e) {
            if (optional) {
                return;
            }
            throw e;
        }
        out.emit(Path.below(path, key, element), element);
    }

    /** {@code term[]}. */
    public static Filter each(Filter term, boolean optional) {
        return (env, path, in, out) -> term.run(env, path, in, (termPath, value) -> {
            if (optional && !value.isContainerNode()) {
                return;
            }
            each(env, termPath, value, out);
        });
    }

    /** Emits every element of an array or object. */
    public static void each(Env env, @Nullable Path path, JsonNode value, Out out) {
        Path.checkEach(path, value);
        if (value.isArray()) {
            ArrayNode array = (ArrayNode) value;
            for (int i = 0; i < array.size(); i++) {
                env.run().step();
                out.emit(path == null ? null : Path.below(path, Json.number(i), array.get(i)), array.get(i));
            }
        } else if (value.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> members = value.properties().iterator();
            while (members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                env.run().step();
                out.emit(
                        path == null ? null : Path.below(path, Json.text(member.getKey()), member.getValue()),
                        member.getValue());
            }
        } else {
            throw new JqError("Cannot iterate over " + Json.shown(value));
        }
    }
}
