package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;

/** A definition and the filter that may call it. */
record Local(Definition definition, Syntax body) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return body.compile(scope.withFunction(definition));
    }
}
