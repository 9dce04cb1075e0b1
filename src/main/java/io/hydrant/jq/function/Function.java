package io.hydrant.jq.function;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Out;
import io.hydrant.jq.filter.Path;
import io.hydrant.jq.filter.Run;
import org.jspecify.annotations.Nullable;

/** A function: it makes a filter of its arguments. */
@FunctionalInterface
interface Function {
    Filter call(List<Filter> arguments);

    /** What a function computes from its input and one output of each argument. */
    @FunctionalInterface
    interface Computation {
        JsonNode of(Run run, JsonNode in, JsonNode[] arguments);
    }

    /** A function that computes one output for every combination of its arguments' outputs; the first argument turns fastest. */
    static Function computing(Computation computation) {
        return arguments -> {
            Filter[] given = arguments.toArray(Filter[]::new);
            return (env, path, in, out) ->
                    combine(computation, given, given.length, new JsonNode[given.length], env, path, in, out);
        };
    }

    private static void combine(
            Computation computation,
            Filter[] given,
            int left,
            JsonNode[] values,
            Env env,
            @Nullable Path path,
            JsonNode in,
            Out out) {
        if (left == 0) {
            env.run().step();
            out.emit(path, computation.of(env.run(), in, values));
            return;
        }
        given[left - 1].run(env, null, in, (place, value) -> {
            values[left - 1] = value;
            combine(computation, given, left - 1, values, env, path, in, out);
        });
    }
}
