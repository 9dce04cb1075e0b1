package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code if condition then yes else no end}. */
record Condition(Syntax condition, Syntax yes, Syntax no) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter asked = condition.compile(scope);
        Filter then = yes.compile(scope);
        Filter otherwise = no.compile(scope);
        return (env, path, in, out) -> {
            env.run().step();
            asked.run(env, null, in, (place, value) -> (Json.isTrue(value) ? then : otherwise).run(env, path, in, out));
        };
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(condition.wants(input));
        Syntax.all(yes.wants(input));
        Syntax.all(no.wants(input));
        return null;
    }
}
