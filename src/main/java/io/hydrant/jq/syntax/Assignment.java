package io.hydrant.jq.syntax;

import java.util.List;

import io.hydrant.jq.filter.Filter;

/** {@code paths = value}, {@code paths |= update}, {@code paths += value} and the like. */
record Assignment(String operator, Syntax paths, Syntax value) implements Syntax {
    /** No query can write it, so that it hides no name. */
    private static final String RIGHT = " right";

    @Override
    public Filter compile(Scope scope) {
        return switch (operator) {
            case "=" -> scope.call("_assign", List.of(paths.compile(scope), value.compile(scope)));
            case "|=" -> scope.call("_modify", List.of(paths.compile(scope), value.compile(scope)));
            default -> update(scope);
        };
    }

    private Filter update(Scope scope) {
        String sign = operator.substring(0, operator.length() - 1);
        Variable right = new Variable(RIGHT);
        Scope inside = scope.withVariable(RIGHT);
        Syntax change =
                sign.equals("//") ? new Alternative(new Identity(), right) : new Operation(sign, new Identity(), right);
        Filter rights = value.compile(scope);
        Filter whole = inside.call("_modify", List.of(paths.compile(inside), change.compile(inside)));
        return (env, path, in, out) -> rights.run(env, null, in, (place, by) -> whole.run(env.with(by), path, in, out));
    }
}
