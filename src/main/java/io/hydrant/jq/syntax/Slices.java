package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Steps;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code term[from:to]}. */
record Slices(Syntax term, Syntax from, Syntax to, boolean optional) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return Steps.slice(term.compile(scope), from.compile(scope), to.compile(scope), optional);
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(from.wants(input));
        Syntax.all(to.wants(input));
        Syntax.all(term.wants(input));
        return null;
    }
}
