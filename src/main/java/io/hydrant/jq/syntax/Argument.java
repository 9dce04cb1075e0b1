package io.hydrant.jq.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Closure;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Out;
import io.hydrant.jq.filter.Path;
import org.jspecify.annotations.Nullable;

/** The use of a function's argument. */
record Argument(int levels) implements Filter {

    Closure closure(Env env) {
        return (Closure) env.up(levels).value();
    }

    @Override
    public void run(Env env, @Nullable Path path, JsonNode in, Out out) {
        env.run().step();
        Closure closure = closure(env);
        closure.filter().run(closure.env(), path, in, out);
    }
}
