package io.hydrant.service.kms.embedded.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;

/**
 * The description of a key in DescribeKey.
 *
 * @param algorithms those of the key's usage
 * @param currentMaterialId 64 hexadecimal digits; only symmetric keys with material have one
 * @param deletionDate only while the key is pending deletion
 * @param pendingWindowInDays only while the key waits for its replicas to be deleted
 * @param related the primary key and its replicas; only of a multi-Region key
 * @param expiration only while a key has imported material
 */
public record KeyDescription(
        Scope scope,
        String keyId,
        String arn,
        Instant creationDate,
        KeyState state,
        String description,
        KeyUsage usage,
        KeySpec spec,
        String origin,
        String manager,
        List<String> algorithms,
        boolean multiRegion,
        Optional<String> currentMaterialId,
        Optional<Instant> deletionDate,
        Optional<Integer> pendingWindowInDays,
        Optional<Related> related,
        Optional<Expiration> expiration) {
    /**
     * Until when imported material serves.
     *
     * @param validTo empty when it does not expire; of several materials, the earliest (a guess)
     */
    public record Expiration(Optional<Instant> validTo) {}

    public KeyDescription {
        algorithms = List.copyOf(algorithms);
    }

    static KeyDescription of(Key key) {
        return new KeyDescription(
                key.scope,
                key.id,
                key.arn,
                key.created,
                key.state,
                key.description,
                key.usage,
                key.spec,
                key.origin,
                key.manager,
                key.spec.algorithms(key.usage),
                key.multiRegion,
                key.currentMaterial().filter(any -> key.spec.isSymmetric()).map(KeyMaterial::id),
                key.deletion.date(),
                key.deletion.daysAfterReplicas(),
                key.related().map(RelatedKeys::describe),
                Optional.of(key.imports).filter(Imports::isComplete).map(each -> new Expiration(each.validTo())));
    }

    /** One key of a multi-Region key. */
    public record Member(String arn, Region region) {}

    /** The keys of a multi-Region key. */
    public record Related(Member primary, List<Member> replicas) {
        public Related {
            replicas = List.copyOf(replicas);
        }
    }

    /** Whether this key is the replica of another. */
    public boolean isReplica() {
        return related.filter(keys -> !keys.primary().arn().equals(arn)).isPresent();
    }
}
