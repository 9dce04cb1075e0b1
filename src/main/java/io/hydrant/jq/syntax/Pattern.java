package io.hydrant.jq.syntax;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Access;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Json;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code as}: it takes a value apart into variables. */
sealed interface Pattern {

    /** Collects the variables, in the order in which {@link Matcher} binds them. */
    void variables(Set<String> names);

    /** The matcher; keys that are computed see the scope. */
    Matcher compile(Scope scope);

    /** Binds variables to parts of a value: hands on their values by name, once for each way to take it apart. */
    @FunctionalInterface
    interface Matcher {
        void match(Env env, JsonNode value, Bound bound, Rest rest);
    }

    /** The values that a pattern has bound so far. */
    record Bound(@Nullable Bound before, String name, JsonNode value) {
        static final Bound NONE = new Bound(null, "", Json.NULL);

        JsonNode get(String wanted) {
            for (Bound bound = this; bound != null; bound = bound.before) {
                if (bound.name.equals(wanted)) {
                    return bound.value;
                }
            }
            return Json.NULL;
        }
    }

    /** What follows a match. */
    @FunctionalInterface
    interface Rest {
        void with(Bound bound);
    }

    /** {@code $name}. */
    record Name(String name) implements Pattern {
        @Override
        public void variables(Set<String> names) {
            names.add(name);
        }

        @Override
        public Matcher compile(Scope scope) {
            return (env, value, bound, rest) -> rest.with(new Bound(bound, name, value));
        }
    }

    /** {@code [first, second]}. */
    record Elements(List<Pattern> patterns) implements Pattern {
        @Override
        public void variables(Set<String> names) {
            patterns.forEach(pattern -> pattern.variables(names));
        }

        @Override
        public Matcher compile(Scope scope) {
            Matcher matcher = (env, value, bound, rest) -> rest.with(bound);
            for (int i = patterns.size() - 1; i >= 0; i--) {
                Matcher element = patterns.get(i).compile(scope);
                Matcher following = matcher;
                JsonNode key = Json.number(i);
                matcher = (env, value, bound, rest) -> element.match(
                        env, Access.get(value, key), bound, with -> following.match(env, value, with, rest));
            }
            return matcher;
        }
    }

    /** {@code {key: pattern}}. */
    record Members(List<Member> members) implements Pattern {
        @Override
        public void variables(Set<String> names) {
            members.forEach(member -> member.variables(names));
        }

        @Override
        public Matcher compile(Scope scope) {
            Matcher matcher = (env, value, bound, rest) -> rest.with(bound);
            for (int i = members.size() - 1; i >= 0; i--) {
                matcher = members.get(i).compile(scope, matcher);
            }
            return matcher;
        }
    }

    /** A member of an object's pattern: {@code $name}, {@code $name: pattern} or {@code key: pattern}. */
    record Member(@Nullable String variable, Syntax key, @Nullable Pattern pattern) {
        void variables(Set<String> names) {
            if (variable != null) {
                names.add(variable);
            }
            if (pattern != null) {
                pattern.variables(names);
            }
        }

        Matcher compile(Scope scope, Matcher following) {
            Filter keys = key.compile(scope);
            Matcher inner = pattern == null ? (env, value, bound, rest) -> rest.with(bound) : pattern.compile(scope);
            String name = variable;
            return (env, value, bound, rest) -> keys.run(env, null, value, (path, at) -> {
                if (!at.isTextual()) {
                    throw new io.hydrant.jq.filter.JqError(
                            "Cannot index " + Json.type(value) + " with " + Json.type(at));
                }
                JsonNode member = Access.get(value, at);
                Bound with = name == null ? bound : new Bound(bound, name, member);
                inner.match(env, member, with, after -> following.match(env, value, after, rest));
            });
        }
    }
}
