package io.hydrant.jq.syntax;

import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Env;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.function.Formats;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** A text in quotes with filters in it, each written in a format. */
record Text(String format, List<Object> parts) implements Syntax {
    @Override
    public Filter compile(Scope scope) {
        Object[] compiled = parts.stream()
                .map(part -> part instanceof Syntax syntax ? syntax.compile(scope) : part)
                .toArray();
        return (env, path, in, out) ->
                join(compiled, compiled.length - 1, "", env, in, text -> out.emit(path, Json.text(text)));
    }

    /** Joins from the last part to the first, as jq does: the first one's outputs follow each other. */
    private void join(Object[] compiled, int at, String behind, Env env, JsonNode in, Consumer<String> whole) {
        if (at < 0) {
            whole.accept(behind);
        } else if (compiled[at] instanceof Filter filter) {
            filter.run(env, null, in, (path, value) -> {
                String text = Formats.format(format, value) + behind;
                env.run().allocate(2L * text.length());
                join(compiled, at - 1, text, env, in, whole);
            });
        } else {
            join(compiled, at - 1, compiled[at] + behind, env, in, whole);
        }
    }

    @Override
    public @Nullable Wanted wants(@Nullable Wanted input) {
        for (Object part : parts) {
            if (part instanceof Syntax syntax) {
                Syntax.all(syntax.wants(input));
            }
        }
        return null;
    }
}
