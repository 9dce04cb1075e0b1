package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code .}. */
record Identity() implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return (env, path, in, out) -> out.emit(path, in);
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        return input;
    }
}
