package io.hydrant.service.kms.embedded.key;

import java.security.KeyPair;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.Region;
import io.hydrant.store.Secret;
import io.hydrant.store.StoreException;

/**
 * What keys work with, as the store has it.
 *
 * @param versions the current one last
 * @param rotations oldest first
 * @param privateKey the private half of the pair in PKCS #8, once it was made
 */
record StoredMaterial(List<StoredKey.Version> versions, List<Rotation> rotations, Optional<Secret> privateKey) {
    StoredMaterial {
        versions = List.copyOf(versions);
        rotations = List.copyOf(rotations);
    }

    static StoredMaterial of(Material material) {
        KeyPair pair = material.pair;
        return new StoredMaterial(
                material.versions.stream().map(StoredKey.Version::of).toList(),
                material.rotations,
                Optional.ofNullable(pair)
                        .map(each -> Secret.of(each.getPrivate().getEncoded())));
    }

    Material restore(Region region, long number, KeySpec spec) {
        Material material = new Material(region);
        material.number = number;
        versions.forEach(each -> material.versions.add(each.material(spec)));
        material.rotations.addAll(rotations);
        try {
            material.pair = privateKey.isEmpty()
                    ? null
                    : spec.keyPairs().fromPrivateKey(privateKey.get().bytes());
            return material;
        } catch (InvalidKeySpecException e) {
            throw new StoreException("The store holds a private key that is none of " + spec + ".", e);
        }
    }
}
