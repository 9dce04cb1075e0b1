package io.hydrant.jq.syntax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** {@code source as pattern | body}; with several patterns the first one that leads to no error counts. */
record Bind(Syntax source, List<Pattern> patterns, Syntax body) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Filter values = source.compile(scope);
        Binder binder = Binder.of(scope, patterns);
        Filter rest = body.compile(binder.inside());
        return (env, path, in, out) -> values.run(
                env, null, in, (valuePath, value) -> binder.bind(env, value, inner -> rest.run(inner, path, in, out)));
    }

    /** Puts the variables of patterns into the surroundings. */
    record Binder(List<Pattern.Matcher> matchers, List<String> names, Scope inside) {

        /** What is done with the variables bound. */
        @FunctionalInterface
        interface Then {
            void with(Env env);
        }

        static Binder of(Scope scope, List<Pattern> patterns) {
            Set<String> names = new LinkedHashSet<>();
            patterns.forEach(pattern -> pattern.variables(names));
            Scope inside = scope;
            for (String name : names) {
                inside = inside.withVariable(name);
            }
            List<Pattern.Matcher> matchers = new ArrayList<>();
            for (Pattern pattern : patterns) {
                matchers.add(pattern.compile(scope));
            }
            return new Binder(matchers, List.copyOf(names), inside);
        }

        void bind(Env env, JsonNode value, Then then) {
            for (int i = 0; i < matchers.size(); i++) {
                try {
                    matchers.get(i).match(env, value, Pattern.Bound.NONE, bound -> then.with(with(env, bound)));
                    return;
                } catch (JqError e) {
                    if (i == matchers.size() - 1) {
                        throw e;
                    }
                }
            }
        }

        private Env with(Env env, Pattern.Bound bound) {
            Env inner = env;
            for (String name : names) {
                inner = inner.with(bound.get(name));
            }
            return inner;
        }
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        if (patterns.stream().anyMatch(pattern -> !(pattern instanceof Pattern.Name))) {
            Syntax.all(input);
            return null;
        }
        Syntax.all(source.wants(input));
        Syntax.all(body.wants(input));
        return null;
    }
}
