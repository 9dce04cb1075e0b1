package io.hydrant.jq.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.jq.filter.Filter;

/** All functions, by name and number of arguments. */
public final class Functions {
    private static final Map<String, Function> ALL = new HashMap<>();

    static {
        Functions functions = new Functions();
        Basics.addTo(functions);
        Containers.addTo(functions);
        PathFunctions.addTo(functions);
        Generators.addTo(functions);
        Texts.addTo(functions);
        Regexes.addTo(functions);
        Dates.addTo(functions);
        Maths.addTo(functions);
        Surroundings.addTo(functions);
    }

    private Functions() {}

    /** The filter that calls a function; empty if there is none of that name and number of arguments. */
    public static Optional<Filter> call(String name, List<Filter> arguments) {
        return Optional.ofNullable(ALL.get(name + "/" + arguments.size())).map(function -> function.call(arguments));
    }

    /** The names of all, with their numbers of arguments. */
    public static Set<String> names() {
        return Set.copyOf(ALL.keySet());
    }

    void add(String name, int arguments, Function function) {
        ALL.put(name + "/" + arguments, function);
    }

    void compute(String name, int arguments, Function.Computation computation) {
        add(name, arguments, Function.computing(computation));
    }

    void compute(String name, Filter.Value value) {
        compute(name, 0, (run, in, arguments) -> value.of(in));
    }
}
