package io.hydrant.jq.syntax;

import java.util.List;

import io.hydrant.jq.filter.Filter;

/** {@code def name(parameters): body;}. A parameter with a dollar sign is a variable too. */
record Definition(String name, List<String> parameters, Syntax body) {

    String key() {
        return name + "/" + parameters.size();
    }

    /** The filter of the body in a scope that knows the parameters. */
    Filter compile(Scope inside) {
        Syntax whole = body;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            String parameter = parameters.get(i);
            if (parameter.startsWith("$")) {
                String variable = parameter.substring(1);
                whole = new Bind(new Call(variable, List.of()), List.of(new Pattern.Name(variable)), whole);
            }
        }
        return whole.compile(inside);
    }
}
