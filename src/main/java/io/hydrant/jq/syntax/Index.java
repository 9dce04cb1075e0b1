package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Steps;

/** {@code term[key]}, also written {@code term.key}; with a question mark it is optional. */
record Index(Syntax term, Syntax key, boolean optional) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return Steps.index(term.compile(scope), key.compile(scope), optional);
    }
}
