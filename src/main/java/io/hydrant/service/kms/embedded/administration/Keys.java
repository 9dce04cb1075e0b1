package io.hydrant.service.kms.embedded.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.hydrant.policy.PolicyDocument;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeyMaterial;
import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KeyState;
import io.hydrant.service.kms.embedded.key.KeyTimer;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.key.RelatedKeys;
import io.hydrant.service.kms.embedded.key.Tag;
import io.hydrant.service.kms.embedded.policy.Authorizer;
import io.hydrant.service.kms.embedded.policy.KeyPolicies;

/** The life of keys: created, described, enabled, disabled, deleted after a waiting period. Thread-safe. */
public final class Keys {
    private final KmsState state;
    private final Authorizer gate;
    private final KeyPolicies policies;

    public Keys(KmsState state, Authorizer gate, KeyPolicies policies) {
        this.state = state;
        this.gate = gate;
        this.policies = policies;
        state.handle(KeyTimer.DELETE, this::delete);
    }

    /**
     * What CreateKey is asked for.
     *
     * @param usage {@code ENCRYPT_DECRYPT} when empty, for symmetric keys only
     */
    public record NewKey(
            Optional<String> policy,
            String description,
            Optional<KeyUsage> usage,
            KeySpec spec,
            String origin,
            boolean bypassLockoutCheck,
            List<Tag> tags,
            boolean multiRegion) {
        public NewKey {
            Objects.requireNonNull(spec, "spec");
            tags = List.copyOf(tags);
        }

        /** A symmetric key with all defaults. */
        public static NewKey symmetric() {
            return of(KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT);
        }

        /** A key with all defaults but its kind. */
        public static NewKey of(KeySpec spec, KeyUsage usage) {
            return new NewKey(Optional.empty(), "", Optional.of(usage), spec, "AWS_KMS", false, List.of(), false);
        }

        /** The same with a policy. */
        public NewKey withPolicy(String json) {
            return new NewKey(
                    Optional.of(json), description, usage, spec, origin, bypassLockoutCheck, tags, multiRegion);
        }

        /** The same with an origin: {@code AWS_KMS} or {@code EXTERNAL}. */
        public NewKey withOrigin(String other) {
            return new NewKey(policy, description, usage, spec, other, bypassLockoutCheck, tags, multiRegion);
        }
    }

    /**
     * What ScheduleKeyDeletion answers.
     *
     * @param date not known before the replicas of a multi-Region primary key are deleted
     */
    public record Deletion(String keyArn, KeyState state, Optional<Instant> date, int windowInDays) {}

    /**
     * Creates a key.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationException}, {@code TagException}, {@code
     *     MalformedPolicyDocumentException}, {@code UnsupportedOperationException}, {@code AccessDeniedException}
     */
    public KeyDescription create(KmsCall call, NewKey wanted) {
        return create(call, wanted, Optional.empty());
    }

    /**
     * Creates a key as {@link #create(KmsCall, NewKey)} does, with an id of the caller's choice, which AWS has no way to ask for.
     *
     * @param id a UUID in lower case; empty for a random one
     */
    public KeyDescription create(KmsCall call, NewKey wanted, Optional<String> id) {
        KeyUsage usage = usageOf(wanted);
        if (!Set.of("AWS_KMS", "EXTERNAL").contains(wanted.origin())) {
            throw KmsErrors.unsupported("Hydrant has no custom key stores.");
        }
        if (wanted.origin().equals("EXTERNAL") && wanted.spec().name().startsWith("ML_DSA")) {
            throw KmsErrors.validation("KeySpec " + wanted.spec() + " is not supported for Origin EXTERNAL");
        }
        KeyTags.check(wanted.tags(), 0);
        PolicyDocument policy =
                wanted.policy().map(KeyPolicies::read).orElseGet(() -> KeyPolicies.byDefault(call.scope()));
        return state.locked(() -> {
            Map<String, List<String>> conditions =
                    new HashMap<>(KeyPolicies.bypassCondition(wanted.bypassLockoutCheck()));
            conditions.put("kms:KeySpec", List.of(wanted.spec().name()));
            conditions.put("kms:KeyUsage", List.of(usage.name()));
            conditions.put("kms:KeyOrigin", List.of(wanted.origin()));
            conditions.put("kms:MultiRegion", List.of(Boolean.toString(wanted.multiRegion())));
            gate.authorizeByIdentity(call, "CreateKey", "*", conditions);
            if (id.isPresent() && state.find(call.scope(), id.get()).isPresent()) {
                throw KmsErrors.keyExists(id.get());
            }
            boolean imported = wanted.origin().equals("EXTERNAL");
            Key key = new Key(
                    call.scope(),
                    id.orElseGet(() -> state.newKeyId(wanted.multiRegion())),
                    state.now(),
                    wanted.spec(),
                    usage,
                    wanted.origin(),
                    "CUSTOMER",
                    wanted.multiRegion(),
                    wanted.description(),
                    policy,
                    imported ? KeyState.PENDING_IMPORT : KeyState.ENABLED);
            policies.checkLockout(call, key, policy, wanted.bypassLockoutCheck());
            wanted.tags().forEach(tag -> key.putTag(tag.key(), tag.value()));
            if ((wanted.spec().isSymmetric() || wanted.spec().isHmac()) && !imported) {
                key.addMaterial(KeyMaterial.random(state.random(), wanted.spec()));
            }
            state.add(key);
            return key.describe();
        });
    }

    /**
     * Describes a key by any of its names.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code AccessDeniedException}
     */
    public KeyDescription describe(KmsCall call, String keyId) {
        return state.locked(() -> gate.openByAnyName(call, keyId, Authorizer.Use.of("DescribeKey"))
                .describe());
    }

    /** All keys of the caller's account and Region. */
    public List<KeyDescription> list(KmsCall call) {
        return state.locked(() -> {
            gate.authorizeByIdentity(call, "ListKeys", "*", Map.of());
            return state.keysIn(call.scope()).stream().map(Key::describe).toList();
        });
    }

    /**
     * Enables a key.
     *
     * @throws io.hydrant.aws.AwsException {@code KMSInvalidStateException}, {@code NotFoundException}
     */
    public void enable(KmsCall call, String keyId) {
        move(call, keyId, "EnableKey", KeyState.ENABLED);
    }

    /**
     * Disables a key.
     *
     * @throws io.hydrant.aws.AwsException {@code KMSInvalidStateException}, {@code NotFoundException}
     */
    public void disable(KmsCall call, String keyId) {
        move(call, keyId, "DisableKey", KeyState.DISABLED);
    }

    /**
     * Replaces the description.
     *
     * @throws io.hydrant.aws.AwsException {@code KMSInvalidStateException}, {@code NotFoundException}
     */
    public void updateDescription(KmsCall call, String keyId, String description) {
        state.locked(() -> {
            gate.open(call, keyId, Authorizer.Use.of("UpdateKeyDescription")).setDescription(description);
            return description;
        });
    }

    /**
     * Lets a key go after {@code windowInDays}, 7 to 30.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationException}, {@code KMSInvalidStateException}, {@code
     *     NotFoundException}
     */
    public Deletion scheduleDeletion(KmsCall call, String keyId, int windowInDays) {
        if (windowInDays < 7 || windowInDays > 30) {
            throw KmsErrors.validation("PendingWindowInDays must be between 7 and 30");
        }
        return state.locked(() -> {
            Key key = gate.open(
                    call,
                    keyId,
                    Authorizer.Use.with(
                            "ScheduleKeyDeletion",
                            Map.of(
                                    "kms:ScheduleKeyDeletionPendingWindowInDays",
                                    List.of(Integer.toString(windowInDays)))));
            if (!key.isReplica()
                    && key.related().filter(RelatedKeys::hasReplicas).isPresent()) {
                key.deleteAfterReplicas(windowInDays);
            } else {
                deleteAfter(key, windowInDays);
            }
            state.changed();
            return new Deletion(key.arn(), key.state(), key.deletion().date(), windowInDays);
        });
    }

    /**
     * Keeps a key after all; it is disabled then, or waits for its material as before. Answers its ARN.
     *
     * @throws io.hydrant.aws.AwsException {@code KMSInvalidStateException}, {@code NotFoundException}
     */
    public String cancelDeletion(KmsCall call, String keyId) {
        return state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("CancelKeyDeletion"));
            state.cancel(KeyTimer.DELETE, key);
            key.keep();
            state.changed();
            return key.arn();
        });
    }

    private void delete(Key key) {
        if (key.state() == KeyState.PENDING_DELETION) {
            state.remove(key);
            key.related().filter(keys -> !keys.hasReplicas()).ifPresent(keys -> deleteWaiting(keys.primary()));
        }
    }

    /** The last replica of a multi-Region key is gone: the window of its primary begins, if it waits for that. */
    private void deleteWaiting(Key primary) {
        primary.deletion().daysAfterReplicas().ifPresent(window -> deleteAfter(primary, window));
    }

    private void deleteAfter(Key key, int windowInDays) {
        Instant due = state.now().plus(Duration.ofDays(windowInDays));
        key.deleteAt(due);
        state.plan(KeyTimer.DELETE, key, due);
    }

    private void move(KmsCall call, String keyId, String operation, KeyState next) {
        state.locked(() -> {
            gate.open(call, keyId, Authorizer.Use.of(operation)).setState(next);
            state.changed();
            return next;
        });
    }

    private static KeyUsage usageOf(NewKey wanted) {
        if (wanted.usage().isEmpty() && !wanted.spec().isSymmetric()) {
            throw KmsErrors.validation(
                    "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        }
        KeyUsage usage = wanted.usage().orElse(KeyUsage.ENCRYPT_DECRYPT);
        if (wanted.spec().algorithms(usage).isEmpty()) {
            throw KmsErrors.validation("KeyUsage " + usage + " is not compatible with KeySpec " + wanted.spec());
        }
        return usage;
    }
}
