package io.hydrant.jq.function;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Run;
import io.hydrant.jq.json.Json;

/** Functions of regular expressions. */
final class Regexes {
    private Regexes() {}

    static void addTo(Functions functions) {
        Function.Computation find =
                (run, in, arguments) -> find(run, in, arguments[0], arguments[1], Json.isTrue(arguments[2]));
        functions.add("_match_impl", 3, arguments -> {
            Regex.load();
            return Function.computing(find).call(arguments);
        });
        functions.add("sub", 2, arguments -> substitute(arguments.get(0), arguments.get(1), constant("")));
        functions.add("sub", 3, arguments -> substitute(arguments.get(0), arguments.get(1), arguments.get(2)));
        functions.add("gsub", 2, arguments -> substitute(arguments.get(0), arguments.get(1), constant("g")));
        functions.add("gsub", 3, arguments -> {
            Filter flags = arguments.get(2);
            Filter all = (env, path, in, out) -> flags.run(
                    env, null, in, (place, value) -> out.emit(null, Arithmetic.add(env.run(), value, Json.text("g"))));
            return substitute(arguments.get(0), arguments.get(1), all);
        });
    }

    private static Filter constant(String text) {
        JsonNode value = Json.text(text);
        return (env, path, in, out) -> out.emit(path, value);
    }

    private static JsonNode find(Run run, JsonNode in, JsonNode expression, JsonNode flags, boolean test) {
        Regex regex = regex(in, expression, flags);
        return test ? Json.bool(regex.matches(run, in.textValue())) : regex.find(run, in.textValue());
    }

    private static Regex regex(JsonNode in, JsonNode expression, JsonNode flags) {
        if (!in.isTextual()) {
            throw new JqError(Json.shown(in) + " cannot be matched, as it is not a string");
        }
        if (!expression.isTextual()) {
            throw new JqError(Json.shown(expression) + " cannot be matched, as it is not a string");
        }
        if (!flags.isNull() && !flags.isTextual()) {
            throw new JqError(Json.shown(flags) + " is not a string");
        }
        return Regex.of(expression.textValue(), flags.isNull() ? "" : flags.textValue());
    }

    private static Filter substitute(Filter expression, Filter replacement, Filter flags) {
        Regex.load();
        return (env, path, in, out) -> expression.run(
                env,
                null,
                in,
                (place, regex) -> flags.run(env, null, in, (flagsPlace, flag) -> {
                    if (!flag.isTextual()) {
                        throw new JqError("Cannot index " + Json.type(flag) + " with string \"g\"");
                    }
                    boolean all = flag.textValue().contains("g");
                    Regex compiled = regex(in, regex, Json.text(flag.textValue().replace("g", "")));
                    substitute(compiled, replacement, all, env, in, value -> out.emit(path, value));
                }));
    }

    /** What is done with one substituted text. */
    private interface Then {
        void with(JsonNode value);
    }

    /** Replaces the first match, then, when all are wanted, those in the rest of the text, which is looked at afresh. */
    private static void substitute(Regex regex, Filter replacement, boolean all, Env env, JsonNode in, Then then) {
        Run run = env.run();
        run.step();
        String text = in.textValue();
        Optional<JsonNode> first = regex.first(run, text);
        if (first.isEmpty()) {
            then.with(in);
            return;
        }
        JsonNode match = first.get();
        int start = text.offsetByCodePoints(0, match.get("offset").intValue());
        int end = text.offsetByCodePoints(start, match.get("length").intValue());
        JsonNode rest = Json.text(text.substring(end));
        Then behind = after -> replacement.run(env, null, captures(match), (place, with) -> {
            JsonNode before = Json.text(text.substring(0, start));
            then.with(Arithmetic.add(run, Arithmetic.add(run, before, with), after));
        });
        if (all && end < text.length()) {
            substitute(regex, replacement, true, env, rest, behind);
        } else {
            behind.with(rest);
        }
    }

    /** The named groups of a match, by their names. */
    private static ObjectNode captures(JsonNode match) {
        ObjectNode captures = Json.object();
        for (JsonNode capture : match.get("captures")) {
            if (capture.get("name").isTextual()) {
                captures.set(capture.get("name").textValue(), capture.get("string"));
            }
        }
        return captures;
    }
}
