package io.hydrant.jq.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** A value that the query itself says. */
record Literal(JsonNode value) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return (env, path, in, out) -> out.emit(path, value);
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        return null;
    }
}
