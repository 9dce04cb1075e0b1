package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Steps;

/** {@code term[from:to]}. */
record Slices(Syntax term, Syntax from, Syntax to, boolean optional) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return Steps.slice(term.compile(scope), from.compile(scope), to.compile(scope), optional);
    }
}
