package io.hydrant.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;

/** The query of a control call. */
final class Query {
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * @param known the parameters that the call has; another one is refused, so that a misspelt one does not pass silently
     */
    Query(String text, Set<String> known) {
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!known.contains(name)) {
                throw new Refusal(
                        400,
                        "This call has no parameter '" + name + "'; it has "
                                + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))) + ".");
            }
            values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<AccountId> account() {
        try {
            return get("account").map(AccountId::new);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Region> region() {
        try {
            return get("region").filter(r -> !r.isEmpty()).map(Region::new);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }

    /** How far the call reaches: everywhere when it names neither; the default account's Region when it names that alone. */
    ScopeFilter extent(Scope defaults) {
        Optional<Region> region = region();
        return new ScopeFilter(account().or(() -> region.map(r -> defaults.account())), region);
    }

    /** The scope that the call names, with the defaults for what it does not. */
    Scope scope(Scope defaults) {
        return new Scope(account().orElse(defaults.account()), region().orElse(defaults.region()));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The query is not percent-encoded correctly: " + text);
        }
    }
}
