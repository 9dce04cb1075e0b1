package io.hydrant.jq.syntax;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code $name}. */
record Variable(String name) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        int levels = scope.variable(name);
        if (levels >= 0) {
            return (env, path, in, out) ->
                    out.emit(path, (JsonNode) env.up(levels).value());
        }
        if (name.equals("ENV")) {
            return scope.call("env", List.of());
        }
        throw new QueryError("$" + name + " is not defined at <top-level>");
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        return null;
    }
}
