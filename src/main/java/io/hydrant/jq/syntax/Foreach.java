package io.hydrant.jq.syntax;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Path;
import io.hydrant.jq.json.Json;

/** {@code foreach source as pattern (start; update; extract)}. */
record Foreach(Syntax source, List<Pattern> patterns, Syntax start, Syntax update, Syntax extract) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter values = source.compile(scope);
        Filter starts = start.compile(scope);
        Bind.Binder binder = Bind.Binder.of(scope, patterns);
        Filter change = update.compile(binder.inside());
        Filter shown = extract.compile(binder.inside());
        return (env, path, in, out) -> starts.run(env, path, in, (startPath, first) -> {
            Reduce.State state = new Reduce.State(startPath, first);
            values.run(
                    env,
                    null,
                    in,
                    (place, value) -> binder.bind(env, value, inner -> {
                        env.run().step();
                        JsonNode before = state.value;
                        Path at = state.path;
                        state.value = Json.NULL;
                        change.run(inner, at, before, (next, result) -> {
                            state.set(next, result);
                            shown.run(inner, next, result, out);
                        });
                    }));
        });
    }
}
