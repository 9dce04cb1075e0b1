package io.hydrant.admin;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.aws.Scope;

/** {@code /_hydrant/check-endpoint}: whether an HTTP endpoint would do as a destination. One check at a time. */
final class CheckCalls {
    private final BiFunction<Map<String, Object>, Scope, Supplier<Map<String, Object>>> check;
    private final Scope defaults;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param check reads options as JSON has them, refuses them with an IllegalArgumentException, and answers what runs the check */
    CheckCalls(BiFunction<Map<String, Object>, Scope, Supplier<Map<String, Object>>> check, Scope defaults) {
        this.check = check;
        this.defaults = defaults;
    }

    /** Runs a check and answers its report. */
    Map<String, Object> run(Query query, JsonNode options) {
        Scope scope = query.scope(defaults);
        Map<String, Object> tree = new ObjectMapper().convertValue(options, new TypeReference<>() {});
        Supplier<Map<String, Object>> run = read(tree, scope);
        if (!running.compareAndSet(false, true)) {
            throw new Refusal(409, "Another endpoint is being checked; one check runs at a time.");
        }
        try {
            return run.get();
        } finally {
            running.set(false);
        }
    }

    private Supplier<Map<String, Object>> read(Map<String, Object> options, Scope scope) {
        try {
            return check.apply(options, scope);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }
}
