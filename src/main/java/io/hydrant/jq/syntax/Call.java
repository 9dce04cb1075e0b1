package io.hydrant.jq.syntax;

import java.util.List;

import io.hydrant.jq.filter.Filter;

/** {@code name(arguments)}. */
record Call(String name, List<Syntax> arguments) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        return scope.call(
                name,
                arguments.stream().map(argument -> argument.compile(scope)).toList());
    }
}
