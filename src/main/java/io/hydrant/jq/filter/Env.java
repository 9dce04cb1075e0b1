package io.hydrant.jq.filter;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** The variables, arguments and labels that a filter sees, innermost first. Immutable. */
public final class Env {
    private final Run run;
    private final @Nullable Env outer;
    private final Object value;

    private Env(Run run, @Nullable Env outer, Object value) {
        this.run = run;
        this.outer = outer;
        this.value = value;
    }

    static Env root(Run run) {
        return new Env(run, null, run);
    }

    public Run run() {
        return run;
    }

    public Env with(Object inner) {
        return new Env(run, this, inner);
    }

    /** The surroundings without the innermost so many. */
    public Env up(int levels) {
        Env env = this;
        for (int i = 0; i < levels; i++) {
            env = Objects.requireNonNull(env.outer);
        }
        return env;
    }

    public Object value() {
        return value;
    }
}
