package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Steps;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code term[key]}, also written {@code term.key}; with a question mark it is optional. */
record Index(Syntax term, Syntax key, boolean optional) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return Steps.index(term.compile(scope), key.compile(scope), optional);
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        if (!(key instanceof Literal literal)) {
            Syntax.all(input);
            return null;
        }
        Wanted whole = term.wants(input);
        return whole == null ? null : whole.part(literal.value());
    }
}
