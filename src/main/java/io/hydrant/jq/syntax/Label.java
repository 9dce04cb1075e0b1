package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Break;
import io.hydrant.jq.filter.Filter;

/** {@code label $name | body}. */
record Label(String name, Syntax body) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter labelled = body.compile(scope.withLabel(name));
        return (env, path, in, out) -> {
            Break way = env.run().label();
            try {
                labelled.run(env.with(way), path, in, out);
            } catch (Break e) {
                if (e != way) {
                    throw e;
                }
            }
        };
    }

    /** {@code break $name}. */
    record Leave(String name) implements Syntax {
        @Override
        public Filter compile(Scope scope) {
            int levels = scope.label(name);
            if (levels < 0) {
                throw new QueryError("$*label-" + name + " is not defined at <top-level>");
            }
            return (env, path, in, out) -> {
                throw (Break) env.up(levels).value();
            };
        }
    }
}
