package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code left and right}, {@code left or right}: the right side is asked when the left one does not decide. */
record Logic(boolean isAnd, Syntax left, Syntax right) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter first = left.compile(scope);
        Filter second = right.compile(scope);
        return (env, path, in, out) -> first.run(env, null, in, (firstPath, one) -> {
            env.run().step();
            if (Json.isTrue(one) != isAnd) {
                out.emit(path, Json.bool(!isAnd));
            } else {
                second.run(env, null, in, (secondPath, other) -> out.emit(path, Json.bool(Json.isTrue(other))));
            }
        });
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(left.wants(input));
        Syntax.all(right.wants(input));
        return null;
    }
}
