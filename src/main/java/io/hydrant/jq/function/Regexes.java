package io.hydrant.jq.function;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
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

    private static void substitute(Regex regex, Filter replacement, boolean all, Env env, JsonNode in, Then then) {
        byte[] bytes = Texts.utf8(in.textValue());
        List<Regex.Place> places = regex.places(env.run(), bytes, all);
        if (places.isEmpty()) {
            then.with(in);
        } else {
            new Substitution(bytes, places, replacement, env).from(places.size() - 1, List.of(), then);
        }
    }

    /** The texts that come of replacing places: from the last to the first, whose replacements turn fastest. */
    private record Substitution(byte[] bytes, List<Regex.Place> places, Filter replacement, Env env) {

        void from(int last, List<String> behind, Then then) {
            List<String> pieces = new ArrayList<>(behind);
            for (int i = last; i >= 0; i--) {
                List<JsonNode> replacements = new ArrayList<>(1);
                replacement.run(env, null, places.get(i).groups(), (place, value) -> {
                    env.run().allocate(Integer.SIZE);
                    replacements.add(value);
                });
                JsonNode before = Json.text(
                        text(i == 0 ? 0 : places.get(i - 1).end(), places.get(i).start()));
                for (int other = 0; other < replacements.size() - 1; other++) {
                    List<String> more = new ArrayList<>(pieces);
                    more.add(piece(before, replacements.get(other)));
                    from(i - 1, more, then);
                }
                if (replacements.isEmpty()) {
                    return;
                }
                pieces.add(piece(before, replacements.get(replacements.size() - 1)));
            }
            then.with(whole(pieces));
        }

        private String piece(JsonNode before, JsonNode with) {
            return Arithmetic.add(env.run(), before, with).textValue();
        }

        private JsonNode whole(List<String> pieces) {
            StringBuilder whole = new StringBuilder();
            for (int i = pieces.size() - 1; i >= 0; i--) {
                whole.append(pieces.get(i));
            }
            whole.append(text(places.get(places.size() - 1).end(), bytes.length));
            env.run().allocate(2L * whole.length());
            return Json.text(whole.toString());
        }

        private String text(int start, int end) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
    }
}
