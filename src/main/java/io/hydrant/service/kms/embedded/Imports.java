package io.hydrant.service.kms.embedded;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What has been imported into one key. Guarded by the lock of {@link KmsState}. */
final class Imports {
    private final Map<String, ImportedMaterial> materials = new LinkedHashMap<>();

    /** The new material that waits for RotateKeyOnDemand. */
    Optional<KeyMaterial> pendingRotation = Optional.empty();

    boolean isEmpty() {
        return materials.isEmpty();
    }

    Optional<ImportedMaterial> find(String materialId) {
        return Optional.ofNullable(materials.get(materialId));
    }

    ImportedMaterial findOrAdd(String materialId) {
        return materials.computeIfAbsent(materialId, ImportedMaterial::new);
    }

    Collection<ImportedMaterial> all() {
        return materials.values();
    }

    boolean isPending(ImportedMaterial material) {
        return pendingRotation.filter(each -> each.id().equals(material.id)).isPresent();
    }

    /** The material is gone. One that waits for rotation has never belonged to the key, and is forgotten. */
    void remove(ImportedMaterial material) {
        material.absent();
        if (isPending(material)) {
            pendingRotation = Optional.empty();
            materials.remove(material.id);
        }
    }

    /** Whether the key can be used: something was imported, and everything that belongs to the key is there. */
    boolean isComplete() {
        return !isEmpty()
                && materials.values().stream().filter(each -> !isPending(each)).allMatch(each -> each.isPresent);
    }

    /** When the first of the materials that belong to the key expires. */
    Optional<Instant> validTo() {
        return materials.values().stream()
                .filter(each -> !isPending(each))
                .flatMap(each -> each.validTo.stream())
                .min(Comparator.naturalOrder());
    }

    void cancelTimers() {
        materials.values().forEach(ImportedMaterial::absent);
    }
}
