package io.hydrant.firehose.configuration.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Trees of AWS member names and neutral values. */
public final class MemberTree {
    /** Those of the service model's sensitive members that hold secrets; a URL may carry a token. */
    private static final Set<String> SECRETS =
            Set.of("AccessKey", "AttributeValue", "HECToken", "KeyPassphrase", "Password", "PrivateKey", "Url");

    private MemberTree() {}

    /** A deep, unmodifiable copy that keeps the order of the members. */
    public static Map<String, Object> copyOf(Map<String, Object> members) {
        if (members.size() <= 1) { // each stream has several of these, and there is no order to keep
            return members.isEmpty()
                    ? Map.of()
                    : copyOfOne(members.entrySet().iterator().next());
        }
        Map<String, Object> copy = new LinkedHashMap<>(members.size(), 1);
        members.forEach((name, value) -> copy.put(Objects.requireNonNull(name, "name"), copyOfValue(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Map<String, Object> copyOfOne(Map.Entry<String, Object> member) {
        return Map.of(member.getKey(), copyOfValue(member.getValue()));
    }

    /** The same tree with secret members replaced by stars, for logs. */
    public static Map<String, Object> withoutSecrets(Map<String, Object> members) {
        Map<String, Object> shown = new LinkedHashMap<>();
        members.forEach((name, value) -> shown.put(name, SECRETS.contains(name) ? "***" : shownValue(value)));
        return shown;
    }

    @SuppressWarnings("unchecked") // the keys of every map in a tree are member names
    private static Object copyOfValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return copyOf((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copyOfValue(element)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Double
                || value instanceof Instant) {
            return value;
        }
        throw new IllegalArgumentException("Not a neutral value: " + value.getClass());
    }

    @SuppressWarnings("unchecked") // the keys of every map in a tree are member names
    private static Object shownValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return withoutSecrets((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MemberTree::shownValue).toList();
        }
        return value;
    }
}
