package io.hydrant.service.kms.embedded.key;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
    Material material;

    @Nullable
    RelatedKeys related;

    final Imports imports = new Imports();
    final DeletionWindow deletion = new DeletionWindow();

    /** What keeps this key; null before it is added. */
    @Nullable
    KmsState home;

    /** Grows with the time of creation. */
    long number;

    PolicyDocument policy;
    String description;
    KeyState state;
    Optional<Duration> rotationPeriod = Optional.empty();
    Optional<Instant> nextRotation = Optional.empty();

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
        this.material = new Material(scope.region());
        this.related = multiRegion ? new RelatedKeys(this) : null;
    }

    /** A replica of a multi-Region key: it shares id, kind and material, but imported material. */
    public Key(Key primary, Scope scope, Instant created, String description, PolicyDocument policy) {
        this(
                scope,
                primary.id,
                created,
                primary.spec,
                primary.usage,
                primary.origin,
                primary.manager,
                true,
                description,
                policy,
                primary.origin.equals("EXTERNAL") ? KeyState.PENDING_IMPORT : KeyState.ENABLED);
        this.material = primary.origin.equals("EXTERNAL") ? material : primary.material;
        this.related = primary.related;
    }

    /** To be called after each change: the store gets the key as it is when the change is over. */
    public void changed() {
        if (home != null) {
            home.save(this);
        }
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

    /** The tags by name. */
    public Map<String, String> tags() {
        return Collections.unmodifiableMap(tags);
    }

    /** Adds or replaces a tag. */
    public void putTag(String name, String value) {
        tags.put(name, value);
        changed();
    }

    /** Removes a tag, if there is one of that name. */
    public void removeTag(String name) {
        tags.remove(name);
        changed();
    }

    /** The grants by id. */
    public Map<String, Grant> grants() {
        return Collections.unmodifiableMap(grants);
    }

    /** All materials, the current one last. */
    public List<KeyMaterial> materials() {
        return Collections.unmodifiableList(material.versions);
    }

    /** Adds the material that encrypts from now on. */
    public void addMaterial(KeyMaterial next) {
        material.versions.add(next);
        changed();
    }

    /** The rotations so far, oldest first. */
    public List<Rotation> rotations() {
        return Collections.unmodifiableList(material.rotations);
    }

    /** What has been imported; {@link #changed} is to be called when it was changed. */
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
        changed();
    }

    /** Replaces the key policy. */
    public void setPolicy(PolicyDocument next) {
        policy = next;
        changed();
    }

    /** Replaces the description. */
    public void setDescription(String next) {
        description = next;
        changed();
    }

    /** The key goes once its last replica has gone, and this many days have passed since. */
    public void deleteAfterReplicas(int windowInDays) {
        state = KeyState.PENDING_REPLICA_DELETION;
        deletion.waitForReplicas(windowInDays);
        changed();
    }

    /** The key goes at {@code due}. */
    public void deleteAt(Instant due) {
        state = KeyState.PENDING_DELETION;
        deletion.open(due);
        changed();
    }

    /** The key stays after all. */
    public void keep() {
        deletion.cancel();
        state = lacksMaterial() ? KeyState.PENDING_IMPORT : KeyState.DISABLED;
        changed();
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
        List<KeyMaterial> all = material.versions;
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The material with this id. */
    public Optional<KeyMaterial> material(String materialId) {
        return material.versions.stream()
                .filter(each -> each.id().equals(materialId))
                .findFirst();
    }

    /** Does not wait for a pair that is being made. */
    boolean hasPair() {
        return material.pair != null;
    }

    /** The pair that a customer has imported. */
    public void importPair(KeyPair imported) {
        material.pair = imported;
        changed();
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
