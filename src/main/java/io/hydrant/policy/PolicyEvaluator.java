package io.hydrant.policy;

import java.util.List;

import io.hydrant.aws.AccountId;

/**
 * Decides requests. Explicit deny wins. There is no right of the owner: a resource's policy has to name the caller, or the
 * caller's account, which leaves it to the identity policies. A caller of another account needs both sides.
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
        if (own == Decision.DENIED_BY_IDENTITY_POLICY) {
            return own;
        }
        if (!direct && !byAccount) {
            return Decision.NOT_ALLOWED_BY_RESOURCE_POLICY;
        }
        boolean sameAccount = identity.caller().account().equals(resourceAccount);
        return direct && sameAccount ? Decision.ALLOWED : own;
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
        return allowed ? Decision.ALLOWED : Decision.NOT_ALLOWED_BY_IDENTITY_POLICY;
    }
}
