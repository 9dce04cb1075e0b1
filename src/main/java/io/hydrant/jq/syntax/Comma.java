package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code first, second}. */
record Comma(Syntax first, Syntax second) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter one = first.compile(scope);
        Filter other = second.compile(scope);
        return (env, path, in, out) -> {
            env.run().step();
            one.run(env, path, in, out);
            other.run(env, path, in, out);
        };
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(first.wants(input));
        Syntax.all(second.wants(input));
        return null;
    }
}
