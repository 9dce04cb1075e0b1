package io.hydrant.jq.syntax;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.hydrant.jq.filter.Closure;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import org.jspecify.annotations.Nullable;

/** The body of a function: set once it is compiled, because it may call itself. */
final class Body {
    private final int depth;
    private @Nullable Filter filter;

    Body(int depth) {
        this.depth = depth;
    }

    /** How many values the definition sees. */
    int depth() {
        return depth;
    }

    void set(Filter compiled) {
        filter = compiled;
    }

    Filter call(List<Filter> arguments, Function<Env, Env> home) {
        Filter[] given = arguments.toArray(Filter[]::new);
        return (env, path, in, out) -> {
            env.run().step();
            Env inside = home.apply(env);
            for (Filter argument : given) {
                inside = inside.with(
                        argument instanceof Argument passed ? passed.closure(env) : new Closure(argument, env));
            }
            Objects.requireNonNull(filter).run(inside, path, in, out);
        };
    }
}
