package io.hydrant.jq.syntax;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code [elements]}. */
record ArrayOf(Syntax elements) implements Syntax {
    private static final int BYTES_OF_AN_ELEMENT = 32;

    @Override
    public Filter compile(Scope scope) {
        Filter filter = elements.compile(scope);
        return (env, path, in, out) -> {
            ArrayNode array = Json.array();
            filter.run(env, null, in, (place, value) -> {
                env.run().allocate(BYTES_OF_AN_ELEMENT);
                array.add(value);
            });
            out.emit(path, array);
        };
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(elements.wants(input));
        return null;
    }
}
