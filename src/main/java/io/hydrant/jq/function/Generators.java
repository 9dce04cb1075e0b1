package io.hydrant.jq.function;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Break;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Out;
import io.hydrant.jq.filter.Path;
import io.hydrant.jq.filter.Steps;
import io.hydrant.jq.json.Json;
import org.jspecify.annotations.Nullable;

/** Functions that emit many outputs, or pick from many. */
final class Generators {
    private Generators() {}

    static void addTo(Functions functions) {
        functions.add("range", 2, Generators::range);
        functions.add("select", 1, arguments -> {
            Filter condition = arguments.get(0);
            return (env, path, in, out) -> condition.run(env, null, in, (place, value) -> {
                env.run().step();
                if (Json.isTrue(value)) {
                    out.emit(path, in);
                }
            });
        });
        functions.add("map", 1, arguments -> {
            Filter filter = arguments.get(0);
            return (env, path, in, out) -> {
                var array = Json.array();
                Steps.each(
                        env,
                        null,
                        in,
                        (place, element) -> filter.run(env, null, element, (at, value) -> {
                            env.run().allocate(32);
                            array.add(value);
                        }));
                out.emit(path, array);
            };
        });
        functions.add("recurse", 0, arguments -> (env, path, in, out) -> everything(env, path, in, out));
        functions.add("first", 1, arguments -> {
            Filter filter = arguments.get(0);
            return (env, path, in, out) -> {
                Break enough = new Break();
                try {
                    filter.run(env, path, in, (place, value) -> {
                        out.emit(place, value);
                        throw enough;
                    });
                } catch (Break e) {
                    if (e != enough) {
                        throw e;
                    }
                }
            };
        });
        functions.add("while", 2, arguments -> loop(arguments.get(0), arguments.get(1), true));
        functions.add("until", 2, arguments -> loop(arguments.get(0), arguments.get(1), false));
        functions.add("repeat", 1, arguments -> {
            Filter filter = arguments.get(0);
            return (env, path, in, out) -> {
                while (true) {
                    env.run().step();
                    filter.run(env, path, in, out);
                }
            };
        });
    }

    private static Filter range(List<Filter> arguments) {
        Filter from = arguments.get(0);
        Filter to = arguments.get(1);
        return (env, path, in, out) -> from.run(
                env,
                null,
                in,
                (fromPlace, start) -> to.run(env, null, in, (toPlace, end) -> {
                    if (!start.isNumber() || !end.isNumber()) {
                        throw new JqError("Range bounds must be numeric");
                    }
                    double last = end.doubleValue();
                    for (double i = start.doubleValue(); i < last; i++) {
                        env.run().step();
                        out.emit(path, Json.number(i));
                    }
                }));
    }

    /** The value itself, then what is in it. */
    private static void everything(Env env, @Nullable Path path, JsonNode in, Out out) {
        env.run().step();
        out.emit(path, in);
        if (in.isContainerNode()) {
            Steps.each(env, path, in, (place, value) -> everything(env, place, value, out));
        }
    }

    /** {@code while} emits as long as the condition holds; {@code until} emits once it does. */
    private static Filter loop(Filter condition, Filter update, boolean isWhile) {
        return new Filter() {
            @Override
            public void run(Env env, @Nullable Path path, JsonNode in, Out out) {
                condition.run(env, null, in, (place, holds) -> {
                    env.run().step();
                    boolean isTrue = Json.isTrue(holds);
                    if (isTrue) {
                        out.emit(path, in);
                    }
                    if (isTrue == isWhile) {
                        update.run(env, path, in, (next, value) -> run(env, next, value, out));
                    }
                });
            }
        };
    }
}
