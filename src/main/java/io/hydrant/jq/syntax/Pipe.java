package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code first | second}. */
record Pipe(Syntax first, Syntax second) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter from = first.compile(scope);
        Filter to = second.compile(scope);
        return (env, path, in, out) -> from.run(env, path, in, (place, value) -> to.run(env, place, value, out));
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        return second.wants(first.wants(input));
    }
}
