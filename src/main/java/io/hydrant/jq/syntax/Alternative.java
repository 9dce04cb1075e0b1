package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code left // right}: the true outputs of the left side; without any, the right side. */
record Alternative(Syntax left, Syntax right) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter first = left.compile(scope);
        Filter second = right.compile(scope);
        return (env, path, in, out) -> {
            env.run().step();
            boolean[] found = new boolean[1];
            first.run(env, path, in, (place, value) -> {
                if (Json.isTrue(value)) {
                    found[0] = true;
                    out.emit(place, value);
                }
            });
            if (!found[0]) {
                second.run(env, path, in, out);
            }
        };
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(left.wants(input));
        Syntax.all(right.wants(input));
        return null;
    }
}
