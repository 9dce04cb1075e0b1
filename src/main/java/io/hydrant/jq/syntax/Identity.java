package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;

/** {@code .}. */
record Identity() implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return (env, path, in, out) -> out.emit(path, in);
    }
}
