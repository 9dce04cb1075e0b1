package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.function.Arithmetic;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code left operator right} of numbers, or a comparison. */
record Operation(String operator, Syntax left, Syntax right) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return apply(Arithmetic.operator(operator), left.compile(scope), right.compile(scope));
    }

    static Filter apply(Arithmetic.Operator operator, Filter left, Filter right) {
        return (env, path, in, out) -> {
            env.run().step();
            right.run(
                    env,
                    null,
                    in,
                    (rightPath, second) -> left.run(
                            env,
                            null,
                            in,
                            (leftPath, first) -> out.emit(path, operator.apply(env.run(), first, second))));
        };
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(left.wants(input));
        Syntax.all(right.wants(input));
        return null;
    }
}
