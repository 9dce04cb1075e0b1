package io.hydrant.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.rule.FaultException;
import io.hydrant.fault.rule.FaultRules;
import io.hydrant.fault.rule.FaultStatus;
import io.hydrant.fault.rule.FaultTargets;
import io.hydrant.fault.rule.RuleReader;
import io.hydrant.http.HttpRequest;

/** {@code /_hydrant/faults}: the rules of what shall fail. */
final class FaultCalls {
    private final FaultRules rules;
    private final Scope defaults;

    FaultCalls(FaultRules rules, Scope defaults) {
        this.rules = rules;
        this.defaults = defaults;
    }

    /** The answer; empty if it is no call about faults. */
    Optional<Object> answer(HttpRequest request) {
        String method = request.head().method();
        String query = request.head().query();
        boolean get = method.equals("GET") || method.equals("HEAD");
        return Optional.ofNullable(
                switch (request.head().path()) {
                    case "/_hydrant/faults" ->
                        switch (method) {
                            case "GET", "HEAD" -> shown(new Query(query, Set.of("account", "region")).extent(defaults));
                            case "POST" -> add(query, request.body());
                            case "DELETE" -> delete(query);
                            default -> null;
                        };
                    case "/_hydrant/faults/targets" ->
                        get && new Query(query, Set.of()).get("").isEmpty() ? Map.of("hops", FaultTargets.all()) : null;
                    default -> null;
                });
    }

    private Map<String, Object> add(String text, byte[] body) {
        ScopeFilter extent = new Query(text, Set.of("account", "region")).extent(defaults);
        try {
            List<String> ids = rules.add(RuleReader.read(body, extent));
            Map<String, Object> answer = new LinkedHashMap<>();
            if (ids.size() == 1) {
                answer.put("id", ids.get(0));
            }
            answer.put("ids", ids);
            return answer;
        } catch (FaultException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }

    /** One rule, or those that name the account and the Region, or all. */
    private Map<String, Object> delete(String text) {
        Query query = new Query(text, Set.of("id", "account", "region"));
        ScopeFilter extent = query.extent(defaults);
        Optional<String> id = query.get("id");
        if (id.isEmpty()) {
            rules.remove(extent);
        } else if (!rules.remove(id.get(), extent)) {
            throw new Refusal(
                    404, "There is no rule '" + id.get() + "'. GET /_hydrant/faults lists those that are there.");
        }
        return shown(extent);
    }

    private Map<String, Object> shown(ScopeFilter extent) {
        return Map.of("faults", rules.all(extent).stream().map(FaultCalls::show).toList());
    }

    private static Map<String, Object> show(FaultStatus rule) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", rule.id());
        shown.putAll(rule.rule());
        shown.put("state", rule.state().word());
        shown.put("asked", rule.asked());
        shown.put("struck", rule.struck());
        rule.lastStruck().ifPresent(last -> shown.put("lastStruck", last.toString()));
        return shown;
    }
}
