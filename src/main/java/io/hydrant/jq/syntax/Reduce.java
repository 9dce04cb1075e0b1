package io.hydrant.jq.syntax;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Path;
import io.hydrant.jq.json.Json;
import org.jspecify.annotations.Nullable;

/** {@code reduce source as pattern (start; update)}. An update without output leaves null, as in jq 1.6. */
record Reduce(Syntax source, List<Pattern> patterns, Syntax start, Syntax update) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter values = source.compile(scope);
        Filter starts = start.compile(scope);
        Bind.Binder binder = Bind.Binder.of(scope, patterns);
        Filter change = update.compile(binder.inside());
        return (env, path, in, out) -> starts.run(env, path, in, (startPath, first) -> {
            State state = new State(startPath, first);
            values.run(
                    env,
                    null,
                    in,
                    (place, value) -> binder.bind(env, value, inner -> {
                        env.run().step();
                        JsonNode before = state.value;
                        Path at = state.path;
                        state.value = Json.NULL;
                        change.run(inner, at, before, state::set);
                    }));
            out.emit(state.path, state.value);
        });
    }

    /** What is reduced to, so far. */
    static final class State {
        @Nullable
        Path path;

        JsonNode value;

        State(@Nullable Path path, JsonNode value) {
            this.path = path;
            this.value = value;
        }

        void set(@Nullable Path newPath, JsonNode newValue) {
            path = newPath;
            value = newValue;
        }
    }
}
