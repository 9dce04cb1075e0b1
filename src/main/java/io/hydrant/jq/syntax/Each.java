package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Steps;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code term[]}. */
record Each(Syntax term, boolean optional) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return Steps.each(term.compile(scope), optional);
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        Syntax.all(term.wants(input));
        return null;
    }
}
