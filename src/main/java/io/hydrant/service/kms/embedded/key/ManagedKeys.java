package io.hydrant.service.kms.embedded.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.hydrant.aws.AwsManagedKey;
import io.hydrant.aws.Scope;

/**
 * AWS managed keys. Each comes into being when somebody asks for its predefined alias, or for its id, for the first time. To be
 * called under the lock of {@link KmsState}.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html">DescribeKey</a>
 */
public final class ManagedKeys {
    /** Source: developer guide, rotation of AWS managed keys. */
    private static final Duration ROTATION = Duration.ofDays(365);

    private final KmsState state;
    private final RotationSchedule rotations;
    private final BooleanSupplier room;

    /**
     * @param room whether there is memory for one more key
     */
    public ManagedKeys(KmsState state, RotationSchedule rotations, BooleanSupplier room) {
        this.state = state;
        this.rotations = rotations;
        this.room = room;
    }

    /**
     * Makes the key that {@code given} names.
     *
     * @return the new key; empty when {@code given} names no AWS managed key of {@code scope}, or one that is there
     * @throws io.hydrant.aws.AwsException {@code LimitExceededException} when memory is used up
     */
    public Optional<Key> make(Scope scope, String given) {
        return wanted(scope, given)
                .filter(alias -> !state.aliasesIn(scope).containsKey(alias.alias()))
                .map(alias -> make(scope, alias));
    }

    /** The predefined aliases of {@code scope} that have no key yet. */
    public List<String> unused(Scope scope) {
        List<String> names = new ArrayList<>();
        for (PredefinedAlias each : PredefinedAlias.values()) {
            if (!state.aliasesIn(scope).containsKey(each.alias())) {
                names.add(each.alias());
            }
        }
        return names;
    }

    /** Keys that are there are looked for first, because this is asked at every use of a key. */
    private Optional<PredefinedAlias> wanted(Scope scope, String given) {
        String resource = given;
        if (given.startsWith("arn:")) {
            String home = scope.arn("kms", "").toString();
            resource = given.startsWith(home) ? given.substring(home.length()) : "";
        }
        if (resource.startsWith("alias/")) {
            return PredefinedAlias.named(resource);
        }
        String id = resource.startsWith("key/") ? resource.substring(4) : resource;
        return state.find(scope, id).isPresent() ? Optional.empty() : PredefinedAlias.ofKey(id, scope);
    }

    private Key make(Scope scope, PredefinedAlias alias) {
        if (!room.getAsBoolean()) {
            throw KmsErrors.limitExceeded("The memory for keys is used up.");
        }
        Key key = new Key(
                scope,
                AwsManagedKey.id(alias.alias(), scope),
                state.now(),
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage.ENCRYPT_DECRYPT,
                "AWS_KMS",
                "AWS",
                false,
                alias.description(),
                alias.policy(scope),
                KeyState.ENABLED);
        key.addMaterial(KeyMaterial.random(state.random(), key.spec));
        state.add(key);
        String arn = scope.arn("kms", alias.alias()).toString();
        state.put(scope, new Alias(alias.alias(), arn, key.id, state.now(), state.now()));
        rotations.start(key, ROTATION);
        return key;
    }
}
