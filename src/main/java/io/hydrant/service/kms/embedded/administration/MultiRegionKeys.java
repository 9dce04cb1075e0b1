package io.hydrant.service.kms.embedded.administration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Region;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.key.RelatedKeys;
import io.hydrant.service.kms.embedded.key.RotationSchedule;
import io.hydrant.service.kms.embedded.key.Tag;
import io.hydrant.service.kms.embedded.policy.Authorizer;
import io.hydrant.service.kms.embedded.policy.KeyPolicies;

/**
 * Replicas of multi-Region keys. A replica shares id, kind, material and rotation with its primary key; policy, grants, tags,
 * aliases, description and state are its own. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html">Multi-Region keys</a>
 */
public final class MultiRegionKeys {
    private final KmsState state;
    private final Authorizer gate;
    private final KeyPolicies policies;
    private final RotationSchedule rotations;

    public MultiRegionKeys(KmsState state, Authorizer gate, KeyPolicies policies, RotationSchedule rotations) {
        this.state = state;
        this.gate = gate;
        this.policies = policies;
        this.rotations = rotations;
    }

    /** What ReplicateKey is asked for. */
    public record NewReplica(
            Region region, Optional<String> policy, String description, boolean bypassLockoutCheck, List<Tag> tags) {
        public NewReplica {
            tags = List.copyOf(tags);
        }
    }

    /** What ReplicateKey answers. */
    public record Replica(KeyDescription key, String policy, List<Tag> tags) {}

    /**
     * Creates a replica of a primary key in another Region.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException}, {@code AlreadyExistsException}, {@code
     *     ValidationException}, {@code DisabledException}, {@code KMSInvalidStateException}, {@code TagException}, {@code
     *     MalformedPolicyDocumentException}, {@code NotFoundException}, {@code AccessDeniedException}
     */
    public Replica replicate(KmsCall call, String keyId, NewReplica wanted) {
        KeyTags.check(wanted.tags(), 0);
        KmsCall there = call.in(wanted.region());
        PolicyDocument policy =
                wanted.policy().map(KeyPolicies::read).orElseGet(() -> KeyPolicies.byDefault(there.scope()));
        return state.locked(() -> {
            Key primary = primary(call, keyId, "ReplicateKey", Map.of("kms:ReplicaRegion", regions(wanted.region())));
            RelatedKeys keys = primary.related().orElseThrow();
            requireOtherRegion(primary, wanted.region());
            keys.in(wanted.region()).ifPresent(present -> {
                throw KmsErrors.replicaExists(present.arn());
            });
            gate.authorizeByIdentity(there, "CreateKey", "*", conditions(primary, wanted));
            Key replica = new Key(primary, there.scope(), state.now(), wanted.description(), policy);
            policies.checkLockout(there, replica, policy, wanted.bypassLockoutCheck());
            wanted.tags().forEach(tag -> replica.putTag(tag.key(), tag.value()));
            keys.add(replica);
            state.add(replica);
            return new Replica(replica.describe(), policy.json(), wanted.tags());
        });
    }

    /**
     * Makes the replica in {@code region} the primary key, and the primary key a replica.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException}, {@code NotFoundException}, {@code
     *     ValidationException}, {@code DisabledException}, {@code KMSInvalidStateException}, {@code AccessDeniedException}
     */
    public void updatePrimaryRegion(KmsCall call, String keyId, Region region) {
        state.locked(() -> {
            Map<String, List<String>> condition = Map.of("kms:PrimaryRegion", regions(region));
            Key former = primary(call, keyId, "UpdatePrimaryRegion", condition);
            requireOtherRegion(former, region);
            Key next = gate.open(call.in(region), former.id(), Authorizer.Use.with("UpdatePrimaryRegion", condition));
            former.related().orElseThrow().promote(next);
            rotations.move(former, next);
            state.changed();
            return next;
        });
    }

    private Key primary(KmsCall call, String keyId, String operation, Map<String, List<String>> conditions) {
        Key key = state.resolve(call.scope(), keyId, false);
        Authorizer.Use use = Authorizer.Use.with(operation, conditions);
        gate.authorize(call, key, use, grant -> false);
        if (!key.scope().equals(call.scope())) {
            throw KmsErrors.keyNotFound(key.arn());
        }
        if (!key.multiRegion() || key.isReplica()) {
            throw KmsErrors.noPrimaryKey(key.arn());
        }
        return gate.pass(call, key, use, grant -> false);
    }

    /** The text is a guess. */
    private static void requireOtherRegion(Key primary, Region region) {
        if (primary.scope().region().equals(region)) {
            throw KmsErrors.validation("The primary key is in Region " + region + " already. Name another one.");
        }
        if (!primary.scope().region().partition().equals(region.partition())) {
            throw KmsErrors.validation("Region " + region + " is in another partition than the primary key.");
        }
    }

    private static Map<String, List<String>> conditions(Key primary, NewReplica wanted) {
        Map<String, List<String>> values = new HashMap<>(KeyPolicies.bypassCondition(wanted.bypassLockoutCheck()));
        values.put("kms:KeySpec", List.of(primary.spec().name()));
        values.put("kms:KeyUsage", List.of(primary.usage().name()));
        values.put("kms:KeyOrigin", List.of(primary.origin()));
        values.put("kms:MultiRegion", List.of("true"));
        values.put("kms:MultiRegionKeyType", List.of("REPLICA"));
        return values;
    }

    private static List<String> regions(Region region) {
        return List.of(region.value());
    }
}
