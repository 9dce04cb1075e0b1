package io.hydrant.service.kms.embedded.key;

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
import org.jspecify.annotations.Nullable;

/** A key and all that hangs on it. Not thread-safe: guarded by the lock of {@link KmsState}. */
public final class Key {
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
    final DeletionWindow deletion = new DeletionWindow();

    PolicyDocument policy;
    String description;
    KeyState state;
    Optional<Duration> rotationPeriod = Optional.empty();
    Optional<Instant> nextRotation = Optional.empty();

    private final @Nullable Key pairOwner;
    private volatile @Nullable KeyPair pair;

    /** A rotation that has happened. */
    public record Rotation(Instant date, String type, String materialId) {}

    public Key(
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
    public Key(Key primary, Scope scope, Instant created, String description, PolicyDocument policy) {
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

    /** The account and the Region of the key. */
    public Scope scope() {
        return scope;
    }

    /** The id, without an ARN around it. */
    public String id() {
        return id;
    }

    /** The whole ARN. */
    public String arn() {
        return arn;
    }

    /** What kind of key it is. */
    public KeySpec spec() {
        return spec;
    }

    /** What it is for. */
    public KeyUsage usage() {
        return usage;
    }

    /** {@code AWS_KMS} or {@code EXTERNAL}. */
    public String origin() {
        return origin;
    }

    /** Whether the key can have replicas. */
    public boolean multiRegion() {
        return multiRegion;
    }

    /** The tags by name, to be read and changed. */
    public Map<String, String> tags() {
        return tags;
    }

    /** The grants by id, to be read and changed. */
    public Map<String, Grant> grants() {
        return grants;
    }

    /** All materials, the current one last, to be read and changed. */
    public List<KeyMaterial> materials() {
        return materials;
    }

    /** The rotations so far, oldest first. */
    public List<Rotation> rotations() {
        return rotations;
    }

    /** What has been imported. */
    public Imports imports() {
        return imports;
    }

    /** The state of the key. */
    public KeyState state() {
        return state;
    }

    /** The key policy. */
    public PolicyDocument policy() {
        return policy;
    }

    /** Whether and when the key goes. */
    public DeletionWindow deletion() {
        return deletion;
    }

    /** How often the key rotates; empty when it does not. */
    public Optional<Duration> rotationPeriod() {
        return rotationPeriod;
    }

    /** When the key rotates next; empty when it does not. */
    public Optional<Instant> nextRotation() {
        return nextRotation;
    }

    /** Moves the key to another state. */
    public void setState(KeyState next) {
        state = next;
    }

    /** Replaces the key policy. */
    public void setPolicy(PolicyDocument next) {
        policy = next;
    }

    /** Replaces the description. */
    public void setDescription(String next) {
        description = next;
    }

    /** The key goes once its last replica has gone, and this many days have passed since. */
    public void deleteAfterReplicas(int windowInDays) {
        state = KeyState.PENDING_REPLICA_DELETION;
        deletion.waitForReplicas(windowInDays);
    }

    /** The key goes at {@code due}. */
    public void deleteAt(Instant due) {
        state = KeyState.PENDING_DELETION;
        deletion.open(due);
    }

    /** The key stays after all. */
    public void keep() {
        deletion.cancel();
        state = lacksMaterial() ? KeyState.PENDING_IMPORT : KeyState.DISABLED;
    }

    /** The keys of all Regions that this multi-Region key belongs to; empty for a key of one Region. */
    public Optional<RelatedKeys> related() {
        return Optional.ofNullable(related);
    }

    /** The key that says whether and when this one rotates: itself, unless it is a replica. */
    public Key primary() {
        return related == null ? this : related.primary();
    }

    /** Whether another key is the primary key. */
    public boolean isReplica() {
        return primary() != this;
    }

    boolean isCustomers() {
        return manager.equals("CUSTOMER");
    }

    /** The material that encrypts; old material decrypts only. */
    public Optional<KeyMaterial> currentMaterial() {
        return materials.isEmpty() ? Optional.empty() : Optional.of(materials.get(materials.size() - 1));
    }

    /** The material with this id. */
    public Optional<KeyMaterial> material(String materialId) {
        return materials.stream().filter(each -> each.id().equals(materialId)).findFirst();
    }

    /**
     * The key pair, made when it is first needed, or imported.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException} where there is none for the key spec
     */
    public synchronized KeyPair pair(SecureRandom random) {
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

    /** The pair that a customer has imported. */
    public synchronized void importPair(KeyPair imported) {
        pair = imported;
    }

    /** Whether the customer still has to import what the key works with. */
    public boolean lacksMaterial() {
        return origin.equals("EXTERNAL") && !imports.isComplete();
    }

    /** What DescribeKey answers. */
    public KeyDescription describe() {
        return KeyDescription.of(this);
    }
}
