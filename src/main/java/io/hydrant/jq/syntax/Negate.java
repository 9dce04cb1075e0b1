package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.function.Arithmetic;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code -term}. */
record Negate(Syntax term) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter filter = term.compile(scope);
        return (env, path, in, out) ->
                filter.run(env, null, in, (place, value) -> out.emit(path, Arithmetic.negate(value)));
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(term.wants(input));
        return null;
    }
}
