package io.hydrant.service.kms.embedded.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.policy.Decision;
import io.hydrant.policy.IdentityPolicies;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.policy.PolicyEvaluator;
import io.hydrant.policy.PolicyRequest;
import io.hydrant.policy.Principal;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyStateTable;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.key.ManagedKeys;

/**
 * Decides who may do what with a key: key policy, identity policies, grants; then whether the key's state allows it. A
 * grant allows, and never beats an explicit deny.
 */
public final class Authorizer {
    /** Grant constraints do not look at these. Source: API reference, GrantConstraints. */
    private static final Set<String> UNCONSTRAINED =
            Set.of("DescribeKey", "RetireGrant", "CreateGrant", "GetPublicKey");

    private final KmsState state;
    private final IdentityPolicies identities;
    private final ManagedKeys managed;

    public Authorizer(KmsState state, IdentityPolicies identities, ManagedKeys managed) {
        this.state = state;
        this.identities = identities;
        this.managed = managed;
    }

    /** One use of a key: the operation as IAM names it, and what conditions may look at. */
    public record Use(String operation, Map<String, String> context, Map<String, List<String>> more) {
        /** A use without an encryption context. */
        public static Use of(String operation) {
            return new Use(operation, Map.of(), Map.of());
        }

        /** A use with an encryption context. */
        public static Use of(String operation, Map<String, String> context) {
            return new Use(operation, context, Map.of());
        }

        /** A use that encrypts or decrypts. */
        public static Use of(String operation, Map<String, String> context, String algorithm) {
            return new Use(operation, context, Map.of("kms:EncryptionAlgorithm", List.of(algorithm)));
        }

        /** A use with values of further condition keys. */
        public static Use with(String operation, Map<String, List<String>> more) {
            return new Use(operation, Map.of(), more);
        }
    }

    /** Finds the key by id or ARN, and passes both checks. */
    public Key open(KmsCall call, String keyId, Use use) {
        return pass(call, state.resolve(call.scope(), keyId, false), use, grant -> true);
    }

    /** Finds the key by any of its names, and passes both checks. An AWS managed key comes into being, unless one check fails. */
    public Key openByAnyName(KmsCall call, String keyId, Use use) {
        Optional<Key> made = managed.make(call.scope(), keyId);
        try {
            return openExisting(call, keyId, use);
        } catch (AwsException refused) {
            made.ifPresent(state::remove);
            throw refused;
        }
    }

    private Key openExisting(KmsCall call, String keyId, Use use) {
        Key key = state.resolve(call.scope(), keyId, true);
        if (keyId.startsWith("alias/") || keyId.contains(":alias/")) {
            Map<String, List<String>> more = new HashMap<>(use.more());
            more.put("kms:RequestAlias", List.of(keyId.substring(keyId.indexOf("alias/"))));
            return pass(call, key, new Use(use.operation(), use.context(), more), grant -> true);
        }
        return pass(call, key, use, grant -> true);
    }

    /** Authorisation first, then the key's state. */
    public Key pass(KmsCall call, Key key, Use use, Predicate<Grant> usable) {
        authorize(call, key, use, usable);
        KeyStateTable.refusal(use.operation(), key.state(), key.arn()).ifPresent(refusal -> {
            throw refusal;
        });
        return key;
    }

    /**
     * Allows an authorised call.
     *
     * @throws AwsException {@code AccessDeniedException}
     */
    public void authorize(KmsCall call, Key key, Use use, Predicate<Grant> usable) {
        Decision decision = decide(call, key, use);
        boolean allowed = call.underGrant().isEmpty() && decision == Decision.ALLOWED;
        if (!allowed && (decision.isExplicitDeny() || !isGranted(call, key, use, usable))) {
            throw denied(call, key, use.operation(), decision);
        }
    }

    /** What the policies say, grants aside. */
    public Decision decide(KmsCall call, Key key, Use use) {
        return decide(call, key, key.policy(), use);
    }

    /** What the policies would say if {@code policy} were the key's. */
    Decision decide(KmsCall call, Key key, PolicyDocument policy, Use use) {
        PolicyRequest request = new PolicyRequest(
                call.principal(),
                "kms:" + use.operation(),
                key.arn(),
                ConditionContext.of(call, key, use, state.now(), state.aliasNamesOf(key)));
        return PolicyEvaluator.decide(request, policy, key.scope().account(), policiesOf(call));
    }

    /**
     * Allows a call that no key policy speaks about.
     *
     * @throws AwsException {@code AccessDeniedException}
     */
    public void authorizeByIdentity(KmsCall call, String operation, String resource, Map<String, List<String>> more) {
        Decision decision = decideByIdentity(call, operation, resource, more);
        if (decision != Decision.ALLOWED) {
            throw KmsErrors.accessDenied(
                    sentence(call, operation) + " on resource: " + resource + reason(decision, operation));
        }
    }

    /** What the identity policies say about a call that no key policy speaks about. */
    public Decision decideByIdentity(KmsCall call, String operation, String resource, Map<String, List<String>> more) {
        Map<String, List<String>> context = ConditionContext.of(call, state.now());
        context.putAll(more);
        return PolicyEvaluator.decide(
                new PolicyRequest(call.principal(), "kms:" + operation, resource, context), policiesOf(call));
    }

    /** Whether {@code name}, an ARN or a service, stands for the caller; accounts delegate to their identity policies. */
    public boolean stands(String name, KmsCall call, Key key, String operation) {
        if (call.principal() instanceof Principal.Service service) {
            return name.equals(service.name());
        }
        Caller caller = ((Principal.Identity) call.principal()).caller();
        if (name.equals(caller.arn()) || caller.roleArn().filter(name::equals).isPresent()) {
            return true;
        }
        return name.endsWith("::" + caller.account() + ":root")
                && decideByIdentity(call, operation, key.arn(), Map.of()) == Decision.ALLOWED;
    }

    /** The error for a call that {@code decision} refuses. A caller from another account learns less. */
    public AwsException denied(KmsCall call, Key key, String operation, Decision decision) {
        boolean foreign = call.caller()
                .filter(caller -> !caller.account().equals(key.scope().account()))
                .isPresent();
        boolean byOwnPolicies =
                decision == Decision.DENIED_BY_IDENTITY_POLICY || decision == Decision.DENIED_BY_SESSION_POLICY;
        if (foreign && !byOwnPolicies) {
            return KmsErrors.accessDenied(sentence(call, operation)
                    + " on this resource because the resource does not exist in this Region, no resource-based policies"
                    + " allow access, or a resource-based policy explicitly denies access");
        }
        return KmsErrors.accessDenied(
                sentence(call, operation) + " on resource: " + key.arn() + reason(decision, operation));
    }

    private boolean isGranted(KmsCall call, Key key, Use use, Predicate<Grant> usable) {
        return key.grants().values().stream()
                .filter(grant -> call.underGrant().map(grant.grantId()::equals).orElse(true))
                .filter(grant -> grant.terms().operations().contains(use.operation()))
                .filter(grant ->
                        UNCONSTRAINED.contains(use.operation()) || grant.terms().admit(use.context()))
                .filter(usable)
                .anyMatch(grant -> stands(grant.terms().granteePrincipal(), call, key, use.operation()));
    }

    private List<PolicyDocument> policiesOf(KmsCall call) {
        return call.caller().map(identities::of).orElse(List.of());
    }

    private static String sentence(KmsCall call, String operation) {
        return "User: " + call.principal().name() + " is not authorized to perform: kms:" + operation;
    }

    private static String reason(Decision decision, String operation) {
        return switch (decision) {
            case DENIED_BY_RESOURCE_POLICY -> " with an explicit deny in a resource-based policy";
            case DENIED_BY_IDENTITY_POLICY -> " with an explicit deny in an identity-based policy";
            case DENIED_BY_SESSION_POLICY -> " with an explicit deny in a session policy";
            case NOT_ALLOWED_BY_SESSION_POLICY -> " because no session policy allows the kms:" + operation + " action";
            case NOT_ALLOWED_BY_IDENTITY_POLICY ->
                " because no identity-based policy allows the kms:" + operation + " action";
            case ALLOWED, NOT_ALLOWED_BY_RESOURCE_POLICY ->
                " because no resource-based policy allows the kms:" + operation + " action";
        };
    }
}
