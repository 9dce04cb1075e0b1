package io.hydrant.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One request as a policy sees it.
 *
 * @param action with its service, such as {@code kms:Decrypt}
 * @param conditionContext values of condition keys; the keys' case does not matter
 */
public record PolicyRequest(
        Principal principal, String action, String resourceArn, Map<String, List<String>> conditionContext) {
    public PolicyRequest {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(resourceArn, "resourceArn");
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        conditionContext.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        conditionContext = Collections.unmodifiableMap(copy);
    }
}
