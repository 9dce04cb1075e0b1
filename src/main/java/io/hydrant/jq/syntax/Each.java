package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Steps;

/** {@code term[]}. */
record Each(Syntax term, boolean optional) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return Steps.each(term.compile(scope), optional);
    }
}
