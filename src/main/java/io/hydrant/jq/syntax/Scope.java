package io.hydrant.jq.syntax;

import java.util.List;
import java.util.function.Function;

import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import org.jspecify.annotations.Nullable;

/** The names that are known at a place of a query, and where their values will be in the {@link Env}. Immutable. */
public final class Scope {
    private final @Nullable Scope outer;
    private final String name;
    private final Object meaning;
    private final int depth;
    private final Builtins builtins;

    private Scope(@Nullable Scope outer, String name, Object meaning, int depth, Builtins builtins) {
        this.outer = outer;
        this.name = name;
        this.meaning = meaning;
        this.depth = depth;
        this.builtins = builtins;
    }

    static Scope top(Builtins builtins) {
        return new Scope(null, "", Kind.TOP, 0, builtins);
    }

    /** What a name that has a value of its own stands for. */
    private enum Kind {
        TOP,
        VARIABLE,
        ARGUMENT,
        LABEL
    }

    Scope withVariable(String variable) {
        return new Scope(this, variable, Kind.VARIABLE, depth + 1, builtins);
    }

    Scope withLabel(String label) {
        return new Scope(this, label, Kind.LABEL, depth + 1, builtins);
    }

    private Scope withArgument(String argument) {
        return new Scope(this, argument + "/0", Kind.ARGUMENT, depth + 1, builtins);
    }

    /** The scope behind a definition. */
    Scope withFunction(Definition definition) {
        Body body = new Body(depth);
        Scope behind = new Scope(this, definition.key(), body, depth, builtins);
        body.set(definition.compile(behind.inside(definition.parameters())));
        return behind;
    }

    private Scope inside(List<String> parameters) {
        Scope scope = this;
        for (String parameter : parameters) {
            scope = scope.withArgument(parameter.startsWith("$") ? parameter.substring(1) : parameter);
        }
        return scope;
    }

    /** How many levels up the variable is, or -1. */
    int variable(String variable) {
        return levels(variable, Kind.VARIABLE);
    }

    /** How many levels up the label is, or -1. */
    int label(String label) {
        return levels(label, Kind.LABEL);
    }

    private int levels(String wanted, Kind kind) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.meaning == kind && scope.name.equals(wanted)) {
                return depth - scope.depth;
            }
        }
        return -1;
    }

    /**
     * The filter that calls a function.
     *
     * @throws QueryError if there is none of that name and number of arguments
     */
    Filter call(String function, List<Filter> arguments) {
        String key = function + "/" + arguments.size();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.name.equals(key)) {
                if (scope.meaning == Kind.ARGUMENT) {
                    return new Argument(depth - scope.depth);
                }
                if (scope.meaning instanceof Body body) {
                    int levels = depth - body.depth();
                    return body.call(arguments, env -> env.up(levels));
                }
            }
        }
        return builtins.call(function, arguments);
    }

    /** The call of a function that sees no names but its arguments. */
    static Filter callFromTop(Body body, List<Filter> arguments) {
        Function<Env, Env> top = env -> env.run().root();
        return body.call(arguments, top);
    }

    /** Compiles a definition that sees the built-in functions alone; its body may call itself. */
    Body topLevel(Definition definition, java.util.function.Consumer<Body> known) {
        Body body = new Body(0);
        known.accept(body);
        body.set(definition.compile(inside(definition.parameters())));
        return body;
    }
}
