package io.hydrant.jq.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Out;
import io.hydrant.jq.filter.Path;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** <code>{key: value}</code>: an object for every combination of keys and values. */
public record ObjectOf(List<Entry> entries) implements Syntax {
    private static final int BYTES_OF_A_MEMBER = 64;

    /** A key and its value. */
    public record Entry(Syntax key, Syntax value) {}

    /** The keys, if all are plain texts. */
    public Optional<List<String>> keys() {
        List<String> keys = new ArrayList<>();
        for (Entry entry : entries) {
            if (!(entry.key() instanceof Literal literal)) {
                return Optional.empty();
            }
            keys.add(literal.value().asText());
        }
        return Optional.of(keys);
    }

    @Override
    public Filter compile(Scope scope) {
        Filter[] keys =
                entries.stream().map(entry -> entry.key().compile(scope)).toArray(Filter[]::new);
        Filter[] values =
                entries.stream().map(entry -> entry.value().compile(scope)).toArray(Filter[]::new);
        return (env, path, in, out) -> {
            Object[] members = new Object[2 * keys.length];
            fill(keys, values, members, 0, env, path, in, out);
        };
    }

    private static void fill(
            Filter[] keys,
            Filter[] values,
            Object[] members,
            int at,
            Env env,
            @Nullable Path path,
            JsonNode in,
            Out out) {
        if (at == keys.length) {
            env.run().allocate(BYTES_OF_A_MEMBER * (1L + at));
            ObjectNode object = Json.object();
            for (int i = 0; i < members.length; i += 2) {
                object.set((String) members[i], (JsonNode) members[i + 1]);
            }
            out.emit(path, object);
            return;
        }
        keys[at].run(
                env,
                null,
                in,
                (keyPath, key) -> values[at].run(env, null, in, (valuePath, value) -> {
                    if (!key.isTextual()) {
                        throw new JqError("Cannot use " + Json.shown(key) + " as object key");
                    }
                    members[2 * at] = key.textValue();
                    members[2 * at + 1] = value;
                    fill(keys, values, members, at + 1, env, path, in, out);
                }));
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        for (Entry entry : entries) {
            Syntax.all(entry.key().wants(input));
            Syntax.all(entry.value().wants(input));
        }
        return null;
    }
}
