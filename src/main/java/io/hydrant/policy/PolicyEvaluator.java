package io.hydrant.policy;

import java.util.List;
import java.util.Optional;

import io.hydrant.aws.AccountId;

/**
 * Decides requests. Explicit deny wins. There is no right of the owner: a resource's policy has to name the caller, or the
 * caller's account, which leaves it to the identity policies. A caller of another account needs both sides. What the policies
 * allow to a role, the policy of its session may narrow and never widen.
 */
public final class PolicyEvaluator {
    private PolicyEvaluator() {}

    /**
     * Decides a request to a resource that has a policy of its own.
     *
     * @param resourceAccount the account that owns the resource
     */
    public static Decision decide(
            PolicyRequest request,
            PolicyDocument resourcePolicy,
            AccountId resourceAccount,
            List<PolicyDocument> identityPolicies) {
        boolean byAccount = false;
        boolean direct = false;
        for (Statement each : resourcePolicy.statements()) {
            PrincipalElement.Match match = each.match(request.principal());
            if (match == PrincipalElement.Match.NO || !each.covers(request)) {
                continue;
            }
            if (!each.allows()) {
                return Decision.DENIED_BY_RESOURCE_POLICY;
            }
            direct |= match == PrincipalElement.Match.DIRECT;
            byAccount |= match == PrincipalElement.Match.BY_ACCOUNT;
        }
        if (!(request.principal() instanceof Principal.Identity identity)) {
            return direct ? Decision.ALLOWED : Decision.NOT_ALLOWED_BY_RESOURCE_POLICY;
        }
        Decision own = decide(request, identityPolicies);
        if (own.isExplicitDeny()) {
            return own;
        }
        if (!direct && !byAccount) {
            return Decision.NOT_ALLOWED_BY_RESOURCE_POLICY;
        }
        boolean sameAccount = identity.caller().account().equals(resourceAccount);
        return direct && sameAccount ? bySession(request) : own;
    }

    /** Decides a request by the caller's own policies alone. A root user needs none. */
    public static Decision decide(PolicyRequest request, List<PolicyDocument> identityPolicies) {
        boolean allowed = request.principal() instanceof Principal.Identity identity
                && identity.caller().isRoot();
        for (PolicyDocument document : identityPolicies) {
            for (Statement each : document.statements()) {
                if (each.covers(request)) {
                    if (!each.allows()) {
                        return Decision.DENIED_BY_IDENTITY_POLICY;
                    }
                    allowed = true;
                }
            }
        }
        Decision session = bySession(request);
        return allowed || session.isExplicitDeny() ? session : Decision.NOT_ALLOWED_BY_IDENTITY_POLICY;
    }

    /** What the policy of the caller's session leaves of an allowed request. It was read once when the session was made. */
    private static Decision bySession(PolicyRequest request) {
        Optional<String> policy = request.principal() instanceof Principal.Identity identity
                ? identity.caller().sessionPolicy()
                : Optional.empty();
        if (policy.isEmpty()) {
            return Decision.ALLOWED;
        }
        Decision decision = Decision.NOT_ALLOWED_BY_SESSION_POLICY;
        for (Statement each : PolicyDocument.parse(policy.get()).statements()) {
            if (each.covers(request)) {
                if (!each.allows()) {
                    return Decision.DENIED_BY_SESSION_POLICY;
                }
                decision = Decision.ALLOWED;
            }
        }
        return decision;
    }
}
