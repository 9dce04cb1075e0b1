package io.hydrant.service.kms.embedded;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;
import io.hydrant.policy.IdentityPolicies;
import io.hydrant.service.kms.embedded.administration.Aliases;
import io.hydrant.service.kms.embedded.administration.KeyImports;
import io.hydrant.service.kms.embedded.administration.KeyRotation;
import io.hydrant.service.kms.embedded.administration.KeyTags;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.administration.MultiRegionKeys;
import io.hydrant.service.kms.embedded.grant.Grants;
import io.hydrant.service.kms.embedded.key.KmsState;
import io.hydrant.service.kms.embedded.key.ManagedKeys;
import io.hydrant.service.kms.embedded.key.RotationSchedule;
import io.hydrant.service.kms.embedded.policy.Authorizer;
import io.hydrant.service.kms.embedded.policy.KeyPolicies;
import io.hydrant.service.kms.embedded.use.Cryptography;
import io.hydrant.service.kms.embedded.use.DataKeyPairs;
import io.hydrant.service.kms.embedded.use.KeyOpening;
import io.hydrant.service.kms.embedded.use.MessageAuthentication;
import io.hydrant.service.kms.embedded.use.SharedSecrets;
import io.hydrant.service.kms.embedded.use.Signing;
import io.hydrant.store.Timers;

/** A whole KMS for every account and Region, whose state is in the store of its timers. Thread-safe. */
public final class EmbeddedKms {
    private final KmsState state;
    private final Authorizer gate;
    private final Keys keys;
    private final MultiRegionKeys multiRegion;
    private final Aliases aliases;
    private final KeyPolicies policies;
    private final KeyTags tags;
    private final KeyRotation rotation;
    private final Grants grants;
    private final Cryptography cryptography;
    private final DataKeyPairs dataKeyPairs;
    private final Signing signing;
    private final MessageAuthentication macs;
    private final SharedSecrets sharedSecrets;
    private final KeyImports imports;

    /** An empty KMS; deletion windows, rotations and expiries are {@code timers}. */
    public EmbeddedKms(InstantSource clock, Timers timers, IdentityPolicies identities) {
        this(clock, timers, identities, () -> true);
    }

    /**
     * An empty KMS, bounded.
     *
     * @param room whether there is memory for one more AWS managed key
     */
    public EmbeddedKms(InstantSource clock, Timers timers, IdentityPolicies identities, BooleanSupplier room) {
        state = new KmsState(clock, timers);
        RotationSchedule rotations = new RotationSchedule(state);
        ManagedKeys managed = new ManagedKeys(state, rotations, room);
        gate = new Authorizer(state, identities, managed);
        policies = new KeyPolicies(state, gate);
        keys = new Keys(state, gate, policies);
        multiRegion = new MultiRegionKeys(state, gate, policies, rotations);
        aliases = new Aliases(state, gate, managed);
        tags = new KeyTags(state, gate);
        rotation = new KeyRotation(state, gate, rotations);
        grants = new Grants(state, gate);
        cryptography = new Cryptography(state, gate);
        dataKeyPairs = new DataKeyPairs(cryptography, state);
        KeyOpening opening = new KeyOpening(state, gate);
        signing = new Signing(opening);
        macs = new MessageAuthentication(opening);
        sharedSecrets = new SharedSecrets(opening);
        imports = new KeyImports(state, gate);
    }

    /**
     * The ARN of the key that {@code given} names in a call to {@code endpoint}; empty for no such key.
     *
     * @param given an id, an ARN, or an alias's name or ARN
     */
    public Optional<String> arnOf(Scope endpoint, String given) {
        try {
            return Optional.of(
                    state.locked(() -> state.resolve(endpoint, given, true).arn()));
        } catch (AwsException noSuchKey) {
            return Optional.empty();
        }
    }

    /** The life of keys. */
    public Keys keys() {
        return keys;
    }

    /** Replicas of multi-Region keys. */
    public MultiRegionKeys multiRegion() {
        return multiRegion;
    }

    /** Second names of keys. */
    public Aliases aliases() {
        return aliases;
    }

    /** Key policies. */
    public KeyPolicies policies() {
        return policies;
    }

    /** Tags of keys. */
    public KeyTags tags() {
        return tags;
    }

    /** Rotation of key material. */
    public KeyRotation rotation() {
        return rotation;
    }

    /** Grants. */
    public Grants grants() {
        return grants;
    }

    /** Encryption under keys. */
    public Cryptography cryptography() {
        return cryptography;
    }

    /** Key pairs for use outside of KMS. */
    public DataKeyPairs dataKeyPairs() {
        return dataKeyPairs;
    }

    /** Signatures. */
    public Signing signing() {
        return signing;
    }

    /** Message authentication codes. */
    public MessageAuthentication macs() {
        return macs;
    }

    /** Secrets shared with other keys. */
    public SharedSecrets sharedSecrets() {
        return sharedSecrets;
    }

    /** Imported key material. */
    public KeyImports imports() {
        return imports;
    }

    /** Takes the keys, grants and aliases that the store has, after a start. */
    public void restore() {
        state.locked(() -> {
            state.restore();
            return state;
        });
    }

    /** Forgets the keys and aliases of the scopes that match, with their timers. */
    public void reset(Predicate<Scope> scopes) {
        state.locked(() -> {
            state.removeAll(scopes);
            return scopes;
        });
    }

    /** To be called whenever an identity policy has changed, so that {@link #epoch} changes too. */
    public void identityPoliciesChanged() {
        state.changed();
    }

    /** A number that changes whenever a key, a policy or a grant has changed; never through mere use of keys. */
    public long epoch() {
        return state.epoch();
    }

    /** About how many bytes keys, their policies, grants and aliases take. */
    public long bytes() {
        return state.locked(state::bytes);
    }

    KmsState state() {
        return state;
    }

    Authorizer gate() {
        return gate;
    }
}
