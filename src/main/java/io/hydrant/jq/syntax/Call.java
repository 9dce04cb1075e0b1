package io.hydrant.jq.syntax;

import java.util.List;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code name(arguments)}. */
record Call(String name, List<Syntax> arguments) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return scope.call(
                name,
                arguments.stream().map(argument -> argument.compile(scope)).toList());
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        if (name.equals("select") && arguments.size() == 1) {
            Syntax.all(arguments.get(0).wants(input));
            return input;
        }
        Syntax.all(input);
        return null;
    }
}
