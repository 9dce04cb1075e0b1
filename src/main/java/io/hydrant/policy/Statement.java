package io.hydrant.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One statement; the elements that it lacks are empty. */
record Statement(
        boolean allows,
        Optional<PrincipalElement> principal,
        Optional<PrincipalElement> notPrincipal,
        Optional<List<String>> actions,
        Optional<List<String>> notActions,
        Optional<List<String>> resources,
        Optional<List<String>> notResources,
        List<Condition> conditions) {

    Statement {
        conditions = List.copyOf(conditions);
    }

    /** Whether all but the principal fits. A statement without a resource has no effect. */
    boolean covers(PolicyRequest request) {
        String action = request.action().toLowerCase(Locale.ROOT);
        boolean act = actions.map(all -> isListed(all, action))
                .orElseGet(() -> notActions.map(all -> !isListed(all, action)).orElse(false));
        boolean res = resources.map(all -> isOneOf(all, request.resourceArn())).orElseGet(() -> notResources
                .map(all -> !isOneOf(all, request.resourceArn()))
                .orElse(false));
        return act && res && conditions.stream().allMatch(each -> each.holds(request.conditionContext()));
    }

    /** How the statement of a resource-based policy names {@code who}. */
    PrincipalElement.Match match(Principal who) {
        if (principal.isPresent()) {
            return principal.get().match(who);
        }
        return notPrincipal
                .filter(not -> not.match(who) == PrincipalElement.Match.NO)
                .map(not -> PrincipalElement.Match.DIRECT)
                .orElse(PrincipalElement.Match.NO);
    }

    private static boolean isListed(List<String> patterns, String action) {
        return patterns.stream().anyMatch(each -> Wildcard.matches(each.toLowerCase(Locale.ROOT), action));
    }

    private static boolean isOneOf(List<String> patterns, String arn) {
        return patterns.stream().anyMatch(each -> Wildcard.matches(each, arn));
    }
}
