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
    final List<KeyMaterial> materials = new ArrayList<>();
    final List<Rotation> rotations = new ArrayList<>();

    PolicyDocument policy;
    String description;
    KeyState state;
    Optional<Instant> deletionDate = Optional.empty();

    @Nullable
    Cancellable deletion;

    Optional<Duration> rotationPeriod = Optional.empty();
    Optional<Instant> nextRotation = Optional.empty();

    @Nullable
    Cancellable rotation;

    private @Nullable KeyPair pair;

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
        KeyPair made = pair;
        if (made == null) {
            made = spec.keyPairs().generate(random);
            pair = made;
        }
        return made;
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
                deletionDate);
    }

    void cancelTimers() {
        if (deletion != null) {
            deletion.cancel();
        }
        if (rotation != null) {
            rotation.cancel();
        }
    }
}
