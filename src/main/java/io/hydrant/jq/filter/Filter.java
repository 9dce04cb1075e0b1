package io.hydrant.jq.filter;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A piece of a compiled query. It holds no state, so that many threads share it. */
@FunctionalInterface
public interface Filter {
    /**
     * Emits every output for one input. An error leaves as {@link JqError}, through whoever emits.
     *
     * @param path where the input lies, when the query asks for paths; null otherwise
     */
    void run(Env env, @Nullable Path path, JsonNode in, Out out);

    /** A filter with one output that depends on the input alone. */
    static Filter of(Value value) {
        return (env, path, in, out) -> {
            env.run().step();
            out.emit(path, value.of(in));
        };
    }

    /** What such a filter computes. */
    @FunctionalInterface
    interface Value {
        JsonNode of(JsonNode in);
    }
}
