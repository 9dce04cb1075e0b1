package io.hydrant.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Path;
import io.hydrant.jq.filter.Paths;

/** Functions of paths. */
final class PathFunctions {
    private PathFunctions() {}

    static void addTo(Functions functions) {
        functions.add("path", 1, arguments -> {
            Filter filter = arguments.get(0);
            return (env, path, in, out) -> filter.run(env, Path.root(in), in, (place, value) -> {
                env.run().allocate(64);
                if (place == null) {
                    throw new JqError("Invalid path expression");
                }
                out.emit(path, place.keys(value));
            });
        });
        functions.add("getpath", 1, arguments -> {
            Filter filter = arguments.get(0);
            return (env, path, in, out) -> filter.run(env, null, in, (place, keys) -> {
                env.run().step();
                JsonNode found = Paths.get(in, keys);
                Path at = path;
                if (at != null) {
                    Path.check(at, in, keys);
                    for (int i = 0; i < keys.size(); i++) {
                        at = Path.below(at, keys.get(i), found);
                    }
                    if (keys.isEmpty()) {
                        found = in;
                    }
                }
                out.emit(at, found);
            });
        });
        functions.compute("setpath", 2, (run, in, arguments) -> Paths.set(run, in, arguments[0], arguments[1]));
        functions.compute("delpaths", 1, (run, in, arguments) -> Paths.delete(run, in, arguments[0]));
    }
}
