package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * {@code try body catch handler}; {@code body?} has no handler. As in jq 1.6 it also catches what the rest of the query throws while
 * the body is not at its end.
 */
record Try(Syntax body, @Nullable Syntax handler) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter tried = body.compile(scope);
        Filter handling = handler == null ? (env, path, in, out) -> {} : handler.compile(scope);
        return (env, path, in, out) -> {
            env.run().step();
            JqError error;
            try {
                tried.run(env, path, in, out);
                return;
            } catch (JqError e) {
                error = e;
            }
            handling.run(env, path, error.value(), out);
        };
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(body.wants(input));
        Syntax.all(handler == null ? null : handler.wants(null));
        return null;
    }
}
