package io.hydrant.service.kms.embedded.key;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import io.hydrant.aws.Region;
import org.jspecify.annotations.Nullable;

/** What a key works with. The replicas of a multi-Region key share it, but imported material. Guarded by the lock of {@link KmsState}. */
final class Material {
    /** The Region in which it was made; the store finds it there. */
    final Region region;

    /** The current one last. */
    final List<KeyMaterial> versions = new ArrayList<>();

    final List<Rotation> rotations = new ArrayList<>();

    /** The number of the key that it was made for. */
    long number;

    /** How many keys work with it. */
    int users;

    /** Made when it is first needed; read without the lock. */
    volatile @Nullable KeyPair pair;

    private @Nullable KeyPair made;

    Material(Region region) {
        this.region = region;
    }

    /** A pair that {@link #pair} may become: the same for all that ask at once, because to make one takes long. */
    synchronized KeyPair make(KeySpec spec, SecureRandom random) {
        KeyPair first = made;
        if (first == null) {
            first = spec.keyPairs().generate(random);
            made = first;
        }
        return first;
    }
}
