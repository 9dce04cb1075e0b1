package io.hydrant.service.kms.embedded;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Scope;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.time.Cancellable;
import org.jspecify.annotations.Nullable;

/** A key and all that hangs on it. Not thread-safe: guarded by the lock of {@link KmsState}. */
final class Key {
    final Scope scope;
    final String id;
    final String arn;
    final Instant created;
    final KeySpec spec;
    final KeyUsage usage;
    final String origin;
    final String manager;
    final boolean multiRegion;
    final Map<String, String> tags = new LinkedHashMap<>();
    final Map<String, Grant> grants = new LinkedHashMap<>();
    final List<KeyMaterial> materials;
    final List<Rotation> rotations;
    final @Nullable RelatedKeys related;
    final Imports imports = new Imports();

    PolicyDocument policy;
    String description;
    KeyState state;
    Optional<Instant> deletionDate = Optional.empty();
    /** Days; only while the key waits for its replicas to be deleted. */
    Optional<Integer> pendingWindow = Optional.empty();

    @Nullable
    Cancellable deletion;

    Optional<Duration> rotationPeriod = Optional.empty();
    Optional<Instant> nextRotation = Optional.empty();

    @Nullable
    Cancellable rotation;

    private final @Nullable Key pairOwner;
    private volatile @Nullable KeyPair pair;

    /** A rotation that has happened. */
    record Rotation(Instant date, String type, String materialId) {}

    Key(
            Scope scope,
            String id,
            Instant created,
            KeySpec spec,
            KeyUsage usage,
            String origin,
            String manager,
            boolean multiRegion,
            String description,
            PolicyDocument policy,
            KeyState state) {
        this.scope = scope;
        this.id = id;
        this.arn = scope.arn("kms", "key/" + id).toString();
        this.created = created;
        this.spec = spec;
        this.usage = usage;
        this.origin = origin;
        this.manager = manager;
        this.multiRegion = multiRegion;
        this.description = description;
        this.policy = policy;
        this.state = state;
        this.materials = new ArrayList<>();
        this.rotations = new ArrayList<>();
        this.pairOwner = null;
        this.related = multiRegion ? new RelatedKeys(this) : null;
    }

    /** A replica of a multi-Region key: it shares id, kind and material, but imported material. */
    Key(Key primary, Scope scope, Instant created, String description, PolicyDocument policy) {
        boolean imported = primary.origin.equals("EXTERNAL");
        this.scope = scope;
        this.id = primary.id;
        this.arn = scope.arn("kms", "key/" + id).toString();
        this.created = created;
        this.spec = primary.spec;
        this.usage = primary.usage;
        this.origin = primary.origin;
        this.manager = primary.manager;
        this.multiRegion = true;
        this.description = description;
        this.policy = policy;
        this.state = imported ? KeyState.PENDING_IMPORT : KeyState.ENABLED;
        this.materials = imported ? new ArrayList<>() : primary.materials;
        this.rotations = imported ? new ArrayList<>() : primary.rotations;
        this.pairOwner = imported ? null : primary;
        this.related = primary.related;
    }

    /** The keys of all Regions that this multi-Region key belongs to; empty for a key of one Region. */
    Optional<RelatedKeys> related() {
        return Optional.ofNullable(related);
    }

    /** The key that says whether and when this one rotates: itself, unless it is a replica. */
    Key primary() {
        return related == null ? this : related.primary();
    }

    boolean isReplica() {
        return primary() != this;
    }

    boolean isCustomers() {
        return manager.equals("CUSTOMER");
    }

    Optional<KeyMaterial> currentMaterial() {
        return materials.isEmpty() ? Optional.empty() : Optional.of(materials.get(materials.size() - 1));
    }

    Optional<KeyMaterial> material(String materialId) {
        return materials.stream().filter(each -> each.id().equals(materialId)).findFirst();
    }

    /**
     * The key pair, made when it is first needed, or imported.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException} where there is none for the key spec
     */
    synchronized KeyPair pair(SecureRandom random) {
        if (pairOwner != null) {
            return pairOwner.pair(random);
        }
        KeyPair made = pair;
        if (made == null) {
            made = spec.keyPairs().generate(random);
            pair = made;
        }
        return made;
    }

    /** Does not wait for a pair that is being made. */
    boolean hasPair() {
        return pair != null;
    }

    synchronized void importPair(KeyPair imported) {
        pair = imported;
    }

    /** Whether the customer still has to import what the key works with. */
    boolean lacksMaterial() {
        return origin.equals("EXTERNAL") && !imports.isComplete();
    }

    KeyDescription describe() {
        return new KeyDescription(
                scope,
                id,
                arn,
                created,
                state,
                description,
                usage,
                spec,
                origin,
                manager,
                spec.algorithms(usage),
                multiRegion,
                currentMaterial().filter(any -> spec.isSymmetric()).map(KeyMaterial::id),
                deletionDate,
                pendingWindow,
                related().map(RelatedKeys::describe),
                Optional.of(imports)
                        .filter(Imports::isComplete)
                        .map(each -> new KeyDescription.Expiration(each.validTo())));
    }

    void cancelTimers() {
        if (deletion != null) {
            deletion.cancel();
        }
        if (rotation != null) {
            rotation.cancel();
        }
        imports.cancelTimers();
    }
}
