package io.hydrant.service.kms.embedded.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.store.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A key as the store has it, but for its grants and what it works with.
 *
 * @param number grows with the time of creation
 * @param material where the store has what the key works with
 * @param group of a multi-Region key: the number of its first key
 * @param primary whether it says when the keys of its group rotate
 * @param tags in the order of their arrival
 * @param policy as JSON
 */
record StoredKey(
        long number,
        Instant created,
        KeySpec spec,
        KeyUsage usage,
        String origin,
        String manager,
        boolean multiRegion,
        MaterialPlace material,
        Optional<Long> group,
        boolean primary,
        Map<String, String> tags,
        String policy,
        String description,
        KeyState state,
        Optional<Duration> rotationPeriod,
        Optional<Instant> nextRotation,
        Optional<Instant> deletionDate,
        Optional<Integer> daysAfterReplicas,
        List<Import> imports,
        Optional<Version> pendingRotation) {
    StoredKey {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        imports = List.copyOf(imports);
    }

    /** Where material is: the Region and the number of the key that it was made for. */
    record MaterialPlace(Region region, long number) {}

    /** One material that a customer has imported. */
    record Import(String id, boolean present, Optional<String> description, Optional<Instant> validTo) {}

    /** One version of the secret of a symmetric or an HMAC key. */
    record Version(String id, Secret secret) {
        static Version of(KeyMaterial material) {
            return new Version(material.id(), Secret.of(material.secret().getEncoded()));
        }

        KeyMaterial material(KeySpec spec) {
            return KeyMaterial.imported(id, spec, secret.bytes());
        }
    }

    static StoredKey of(Key key) {
        return new StoredKey(
                key.number,
                key.created,
                key.spec,
                key.usage,
                key.origin,
                key.manager,
                key.multiRegion,
                new MaterialPlace(key.material.region, key.material.number),
                key.related().map(keys -> keys.number),
                !key.isReplica(),
                key.tags,
                key.policy.json(),
                key.description,
                key.state,
                key.rotationPeriod,
                key.nextRotation,
                key.deletion.date(),
                key.deletion.daysAfterReplicas(),
                key.imports.all().stream().map(ImportedMaterial::stored).toList(),
                key.imports.pendingRotation.map(Version::of));
    }

    /**
     * The key.
     *
     * @param with what it works with
     * @param keys those of its group that are there already
     */
    Key restore(Scope scope, String id, Material with, @Nullable RelatedKeys keys) {
        PolicyDocument document = PolicyDocument.parse(policy);
        Key key = new Key(scope, id, created, spec, usage, origin, manager, multiRegion, description, document, state);
        key.number = number;
        key.tags.putAll(tags);
        key.rotationPeriod = rotationPeriod;
        key.nextRotation = nextRotation;
        key.deletion.restore(deletionDate, daysAfterReplicas);
        key.imports.restore(this);
        key.material = with;
        key.related().ifPresent(own -> own.number = group.orElse(0L));
        key.related = keys == null ? key.related : keys;
        return key;
    }
}
