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
import io.hydrant.jq.json.JsonOrder;
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
                Break enough = env.run().label();
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
        functions.add("while", 2, arguments -> Loop.whileTrue(arguments.get(0), arguments.get(1)));
        functions.add("until", 2, arguments -> Loop.untilTrue(arguments.get(0), arguments.get(1)));
        functions.add("recurse", 1, arguments -> Loop.recurse(arguments.get(0)));
        functions.add("range", 3, Generators::rangeBy);
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

    private static Filter rangeBy(List<Filter> arguments) {
        return (env, path, in, out) -> arguments.get(0).run(env, null, in, (fromPlace, start) -> arguments
                .get(1)
                .run(env, null, in, (toPlace, end) -> arguments.get(2).run(env, null, in, (byPlace, by) -> {
                    JsonNode zero = Json.number(0);
                    boolean up = JsonOrder.compare(by, zero) > 0;
                    if (JsonOrder.compare(by, zero) == 0) {
                        return;
                    }
                    JsonNode value = start;
                    while (up ? JsonOrder.compare(value, end) < 0 : JsonOrder.compare(value, end) > 0) {
                        env.run().step();
                        out.emit(path, value);
                        value = Arithmetic.add(env.run(), value, by);
                    }
                })));
    }

    /** The value itself, then what is in it. */
    private static void everything(Env env, @Nullable Path path, JsonNode in, Out out) {
        env.run().step();
        out.emit(path, in);
        if (in.isContainerNode()) {
            Steps.each(env, path, in, (place, value) -> everything(env, place, value, out));
        }
    }
}
