package io.hydrant.service.sts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.CallerDirectory;
import io.hydrant.aws.Signature;
import io.hydrant.policy.Decision;
import io.hydrant.policy.IdentityPolicies;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.policy.PolicyEvaluator;
import io.hydrant.policy.PolicyRequest;
import io.hydrant.policy.Principal;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * All callers that may send a request. An access key stands for the principal it was registered for; twelve digits for the root
 * user of that account; anything else for the root user of the default account. Session tokens of our own STS carry identity
 * and age; a foreign one counts from when it was first seen, as its real age cannot be known. Thread-safe.
 */
public final class Callers implements CallerDirectory, IdentityPolicies {
    private static final int CACHED = 4_096;

    private final InstantSource time;
    private final Caller defaultRoot;
    private final IdentityPolicies unregistered = IdentityPolicies.administrators();
    private final SessionTokens tokens;
    private final ForeignTokens foreign = new ForeignTokens();
    private final Map<String, Caller> keys = new ConcurrentHashMap<>();
    private final Map<String, List<PolicyDocument>> policies = new ConcurrentHashMap<>();
    private final Map<String, PolicyDocument> trustPolicies = new ConcurrentHashMap<>();
    private final BoundedCache<String, Caller> roots = new BoundedCache<>(CACHED);
    private final BoundedCache<String, AccountId> issued = new BoundedCache<>(CACHED);
    private final BoundedCache<Credentials, Session> sessions = new BoundedCache<>(CACHED);

    /**
     * No caller is registered yet.
     *
     * @param defaultAccount the account of requests that do not say
     * @param store has the secret of session tokens, so that they outlive a start if the store does
     */
    public Callers(AccountId defaultAccount, InstantSource time, StateStore store) {
        this.tokens = new SessionTokens(store);
        this.defaultRoot = Caller.root(defaultAccount);
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Registers a long-term key and what its principal may do.
     *
     * @param principalArn a root user, a user, or a role, which then acts in a session named after the key
     * @param policies identity-based policies as JSON; none allows nothing, except to a root user
     * @throws IllegalArgumentException when the ARN is not a principal's
     * @throws io.hydrant.policy.PolicySyntaxException when a policy cannot be read
     */
    public void register(String accessKeyId, String principalArn, List<String> policies) {
        Caller caller = Principals.caller(principalArn, accessKeyId);
        registerPolicies(principalArn, policies);
        keys.put(accessKeyId, caller);
    }

    /** Sets what the user or role {@code principalArn} may do; roles are assumed by it. */
    public void registerPolicies(String principalArn, List<String> policies) {
        this.policies.put(
                principalArn, policies.stream().map(PolicyDocument::parse).toList());
    }

    /**
     * Sets who may assume {@code roleArn}; a role without a trust policy may be assumed by every caller.
     *
     * @throws IllegalArgumentException when the ARN is not a role's, or a statement names no principal
     * @throws io.hydrant.policy.PolicySyntaxException when the policy cannot be read
     */
    public void registerTrust(String roleArn, String policy) {
        if (Principals.assumed(roleArn, "session").isEmpty()) {
            throw new IllegalArgumentException("Not the ARN of a role: " + roleArn);
        }
        PolicyDocument trust = PolicyDocument.parseTrust(policy);
        if (!trust.namesPrincipalsEverywhere()) {
            throw new IllegalArgumentException("A statement of a trust policy names no principal");
        }
        trustPolicies.put(roleArn, trust);
    }

    /**
     * Whether {@code principal} may assume the role, as far as anything is known about it.
     *
     * @param action such as {@code sts:AssumeRole}
     */
    public boolean mayAssume(Principal principal, String action, Caller role, Map<String, List<String>> conditions) {
        String roleArn = role.roleArn().orElseThrow();
        @Nullable PolicyDocument trust = trustPolicies.get(roleArn);
        if (trust == null) {
            return true;
        }
        PolicyRequest request = new PolicyRequest(principal, action, roleArn, conditions);
        List<PolicyDocument> own = principal instanceof Principal.Identity identity ? of(identity.caller()) : List.of();
        return PolicyEvaluator.decide(request, trust, role.account(), own) == Decision.ALLOWED;
    }

    /** Whether the caller's own policies allow {@code action}. */
    public boolean may(Caller caller, String action, String resource) {
        PolicyRequest request = new PolicyRequest(new Principal.Identity(caller), action, resource, Map.of());
        return PolicyEvaluator.decide(request, of(caller)) == Decision.ALLOWED;
    }

    /** The account of the caller who has {@code accessKeyId}: of the sessions made here, the newest are known. */
    public AccountId accountOf(String accessKeyId) {
        return issued.find(accessKeyId).orElseGet(() -> owner(accessKeyId).account());
    }

    /** Forgets who was registered and when foreign tokens were first seen. Tokens of our own keep their identity and age. */
    public void reset() {
        keys.clear();
        policies.clear();
        trustPolicies.clear();
        sessions.clear();
        foreign.clear();
    }

    /** Remembers over a start when foreign tokens were first seen; what is new is written soon after. */
    public void keep(LazyWriter later) {
        foreign.keep(later);
    }

    @Override
    public Caller identify(Optional<Signature> signature) {
        if (signature.isEmpty()) {
            return defaultRoot;
        }
        Signature signed = signature.get();
        if (signed.sessionToken().isEmpty()) {
            return owner(signed.accessKeyId());
        }
        Session session = sessions.get(
                new Credentials(signed.accessKeyId(), signed.sessionToken().get()), this::recognise);
        if (!time.instant().isBefore(session.expiresAt())) {
            throw new AwsException(
                    AwsError.client("ExpiredTokenException", "The security token included in the request is expired"));
        }
        return session.caller();
    }

    /** The identity-based policies of {@code caller}: those registered; an unregistered caller is an administrator. */
    @Override
    public List<PolicyDocument> of(Caller caller) {
        String holder = caller.roleArn().or(caller::federatedBy).orElse(caller.arn());
        List<PolicyDocument> registered = policies.get(holder);
        return registered != null ? registered : unregistered.of(caller);
    }

    /** Issues temporary credentials for {@code identity}, its session policy included, valid from now on for {@code duration}. */
    public IssuedCredentials issue(Caller identity, Duration duration) {
        Instant now = time.instant();
        Session session = new Session(Ids.accessKeyId(), identity.issuedAt(now), now.plus(duration));
        AccountId unused = issued.get(session.accessKeyId(), key -> identity.account());
        return new IssuedCredentials(session.accessKeyId(), Ids.secret(), tokens.write(session), session.expiresAt());
    }

    private Session recognise(Credentials credentials) {
        return tokens.read(credentials.sessionToken()).orElseGet(() -> {
            Caller owner = owner(credentials.accessKeyId());
            Instant first = foreign.firstSeen(credentials.accessKeyId(), credentials.sessionToken(), time.instant());
            return new Session(credentials.accessKeyId(), owner.issuedAt(first), Instant.MAX);
        });
    }

    private Caller owner(String accessKeyId) {
        Caller registered = keys.get(accessKeyId);
        if (registered != null) {
            return registered;
        }
        return AccountId.isAccountId(accessKeyId)
                ? roots.get(accessKeyId, account -> Caller.root(new AccountId(account)))
                : defaultRoot;
    }

    /** The part of a signature that identifies a session. */
    private record Credentials(String accessKeyId, String sessionToken) {
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + "]";
        }
    }

    /** What STS hands out. */
    public record IssuedCredentials(
            String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
        @Override
        public String toString() {
            return "IssuedCredentials[" + accessKeyId + "]";
        }
    }
}
