package io.hydrant.service.kms.embedded.grant;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Arn;
import io.hydrant.policy.Decision;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.policy.Authorizer;

/** Grants: permissions on one key, for one principal, that only allow. Usable at once, with or without token. Thread-safe. */
public final class Grants {
    private static final int MOST_PER_KEY = 50_000;

    private final KmsState state;
    private final Authorizer gate;

    public Grants(KmsState state, Authorizer gate) {
        this.state = state;
        this.gate = gate;
    }

    /** A grant with a fresh token for it. */
    public record Created(Grant grant, String token) {}

    /**
     * Creates a grant, or finds the one of the same name and terms.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code InvalidArnException}, {@code
     *     DisabledException}, {@code KMSInvalidStateException}, {@code ValidationException}, {@code
     *     LimitExceededException}, {@code AccessDeniedException}, {@code DryRunOperationException}
     */
    public Created create(KmsCall call, String keyId, Grant.Terms terms) {
        return state.locked(() -> {
            call.grantTokens().forEach(GrantTokens::read);
            Key key = state.resolve(call.scope(), keyId, false);
            Authorizer.Use use = new Authorizer.Use("CreateGrant", contextOf(terms), conditions(terms));
            gate.pass(call, key, use, parent -> terms.isWithin(parent.terms()));
            check(call, key, terms);
            call.stopIfDryRun();
            Grant grant = sameName(key, terms).orElseGet(() -> add(call, key, terms));
            return new Created(grant, GrantTokens.issue(state.random(), key.arn(), grant.grantId()));
        });
    }

    /**
     * The grants of a key, oldest first.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidGrantIdException}, {@code NotFoundException}
     */
    public List<Grant> list(KmsCall call, String keyId, Optional<String> grantId, Optional<String> grantee) {
        return state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("ListGrants"));
            if (grantId.isPresent() && !key.grants().containsKey(grantId.get())) {
                throw KmsErrors.invalidGrantId();
            }
            return key.grants().values().stream()
                    .filter(grant -> grantId.map(grant.grantId()::equals).orElse(true))
                    .filter(grant -> grantee.map(grant.terms().granteePrincipal()::equals)
                            .orElse(true))
                    .toList();
        });
    }

    /** The grants of the Region, on keys of any account, that {@code retiringPrincipal} may retire. */
    public List<Grant> listRetirable(KmsCall call, String retiringPrincipal) {
        return state.locked(() -> {
            gate.authorizeByIdentity(call, "ListRetirableGrants", "*", Map.of());
            return state.keysIn(call.scope().region()).stream()
                    .flatMap(key -> key.grants().values().stream())
                    .filter(grant -> grant.terms()
                            .retiringPrincipal()
                            .filter(retiringPrincipal::equals)
                            .isPresent())
                    .toList();
        });
    }

    /**
     * Retires a grant by its token.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidGrantTokenException}, {@code NotFoundException}, {@code
     *     InvalidGrantIdException}, {@code AccessDeniedException}, {@code DryRunOperationException}
     */
    public void retire(KmsCall call, String token) {
        GrantTokens.Named named = GrantTokens.read(token);
        retire(call, named.keyArn(), named.grantId());
    }

    /**
     * Retires a grant: the right of its retiring principal, of a grantee with {@code RetireGrant}, and of the account that
     * created it.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code InvalidGrantIdException}, {@code
     *     AccessDeniedException}, {@code DryRunOperationException}
     */
    public void retire(KmsCall call, String keyId, String grantId) {
        state.locked(() -> {
            Key key = state.resolve(call.scope(), keyId, false);
            Grant grant = existing(key, grantId);
            Decision decision = gate.decide(call, key, Authorizer.Use.of("RetireGrant"));
            if (decision.isExplicitDeny() || !mayRetire(call, key, grant)) {
                throw gate.denied(call, key, "RetireGrant", decision);
            }
            remove(call, key, grant);
            return grantId;
        });
    }

    /**
     * Takes a grant back.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code InvalidGrantIdException}, {@code
     *     AccessDeniedException}, {@code DryRunOperationException}
     */
    public void revoke(KmsCall call, String keyId, String grantId) {
        state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("RevokeGrant"));
            remove(call, key, existing(key, grantId));
            return grantId;
        });
    }

    private void remove(KmsCall call, Key key, Grant grant) {
        call.stopIfDryRun();
        state.remove(key, grant);
        state.changed();
    }

    private boolean mayRetire(KmsCall call, Key key, Grant grant) {
        Grant.Terms terms = grant.terms();
        if (terms.retiringPrincipal()
                .filter(name -> gate.stands(name, call, key, "RetireGrant"))
                .isPresent()) {
            return true;
        }
        if (terms.operations().contains("RetireGrant")
                && gate.stands(terms.granteePrincipal(), call, key, "RetireGrant")) {
            return true;
        }
        return call.caller()
                .filter(caller -> caller.account().equals(grant.issuingAccount()))
                .filter(caller -> gate.decideByIdentity(call, "RetireGrant", key.arn(), Map.of()) == Decision.ALLOWED)
                .isPresent();
    }

    private Grant add(KmsCall call, Key key, Grant.Terms terms) {
        if (key.grants().size() >= MOST_PER_KEY) {
            throw KmsErrors.limitExceeded("A key has at most " + MOST_PER_KEY + " grants: " + key.arn());
        }
        byte[] id = new byte[32];
        state.random().nextBytes(id);
        Grant grant = new Grant(
                HexFormat.of().formatHex(id), key.arn(), terms, call.scope().account(), state.now());
        state.add(key, grant);
        state.changed();
        return grant;
    }

    private static Optional<Grant> sameName(Key key, Grant.Terms terms) {
        return terms.name().isEmpty()
                ? Optional.empty()
                : key.grants().values().stream()
                        .filter(grant -> grant.terms().isSameAs(terms))
                        .findFirst();
    }

    private static Grant existing(Key key, String grantId) {
        Grant grant = key.grants().get(grantId);
        if (grant == null) {
            throw KmsErrors.invalidGrantId();
        }
        return grant;
    }

    private static void check(KmsCall call, Key key, Grant.Terms terms) {
        if (call.viaService().isEmpty()) {
            requirePrincipal(terms.granteePrincipal());
            terms.retiringPrincipal().ifPresent(Grants::requirePrincipal);
        }
        if (terms.operations().isEmpty()) {
            throw KmsErrors.validation("Grant operations must not be empty.");
        }
        for (String operation : terms.operations()) {
            if (!key.spec().grantOperations(key.usage()).contains(operation)) {
                throw KmsErrors.validation("Grant operation " + operation + " is not valid for a key with key spec "
                        + key.spec() + " and key usage " + key.usage() + '.');
            }
        }
        boolean constrained =
                terms.contextEquals().isPresent() || terms.contextSubset().isPresent();
        if (constrained && !key.spec().isSymmetric()) {
            throw KmsErrors.validation("Encryption context constraints need a symmetric encryption key.");
        }
        if (terms.contextEquals().isPresent() && terms.contextSubset().isPresent()) {
            throw KmsErrors.validation("Only one kind of encryption context constraint may be given.");
        }
        if (contextOf(terms).size() > 8) {
            throw KmsErrors.validation("A grant constraint has at most 8 encryption context pairs.");
        }
    }

    private static void requirePrincipal(String text) {
        boolean legal = Arn.parse(text)
                .filter(arn -> (arn.service().equals("iam")
                                && arn.resource().matches("root|user/.+|role/.+|federated-user/.+"))
                        || (arn.service().equals("sts") && arn.resource().matches("assumed-role/.+|federated-user/.+")))
                .isPresent();
        if (!legal) {
            throw KmsErrors.invalidArn(text);
        }
    }

    private static Map<String, String> contextOf(Grant.Terms terms) {
        return terms.contextEquals().or(terms::contextSubset).orElse(Map.of());
    }

    private static Map<String, List<String>> conditions(Grant.Terms terms) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("kms:GrantOperations", terms.operations());
        values.put("kms:GranteePrincipal", List.of(terms.granteePrincipal()));
        terms.retiringPrincipal().ifPresent(name -> values.put("kms:RetiringPrincipal", List.of(name)));
        terms.contextEquals()
                .ifPresent(any -> values.put("kms:GrantConstraintType", List.of("EncryptionContextEquals")));
        terms.contextSubset()
                .ifPresent(any -> values.put("kms:GrantConstraintType", List.of("EncryptionContextSubset")));
        return values;
    }
}
