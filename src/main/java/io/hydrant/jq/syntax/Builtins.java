package io.hydrant.jq.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.function.Functions;
import io.hydrant.jq.json.Json;

/** The functions that every query may call. Those written in jq are compiled when the first query calls them. */
public final class Builtins {
    private static final Builtins ALL = new Builtins();

    private final Map<String, Definition> definitions = new HashMap<>();
    private final Map<String, Body> compiled = new HashMap<>();

    private Builtins() {
        for (Definition definition : Parser.definitions(text())) {
            definitions.put(definition.key(), definition);
        }
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(Builtins.class.getResourceAsStream("builtins.jq"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a query begins: it knows these functions alone. */
    public static Scope scope() {
        return Scope.top(ALL);
    }

    Filter call(String name, List<Filter> arguments) {
        if (name.equals("builtins") && arguments.isEmpty()) {
            return (env, path, in, out) -> out.emit(path, names());
        }
        return Functions.call(name, arguments)
                .orElseGet(() -> Scope.callFromTop(body(name, arguments.size()), arguments));
    }

    private synchronized Body body(String name, int arguments) {
        String key = name + "/" + arguments;
        Body known = compiled.get(key);
        if (known != null) {
            return known;
        }
        Definition definition = definitions.get(key);
        if (definition == null) {
            throw new QueryError(key + " is not defined at <top-level>");
        }
        return scope().topLevel(definition, body -> compiled.put(key, body));
    }

    private ArrayNode names() {
        Set<String> names = new TreeSet<>(definitions.keySet());
        names.addAll(Functions.names());
        names.add("builtins/0");
        ArrayNode array = Json.array();
        names.stream().filter(name -> !name.startsWith("_")).forEach(array::add);
        return array;
    }
}
