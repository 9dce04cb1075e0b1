package io.hydrant.service.kms.embedded.key;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What has been imported into one key. Guarded by the lock of {@link KmsState}. */
public final class Imports {
    private final Map<String, ImportedMaterial> materials = new LinkedHashMap<>();

    Optional<KeyMaterial> pendingRotation = Optional.empty();

    /** Whether no material was ever imported. */
    public boolean isEmpty() {
        return materials.isEmpty();
    }

    /** The material with this id. */
    public Optional<ImportedMaterial> find(String materialId) {
        return Optional.ofNullable(materials.get(materialId));
    }

    /** The material with this id, which is added when it is new. */
    public ImportedMaterial findOrAdd(String materialId) {
        return materials.computeIfAbsent(materialId, ImportedMaterial::new);
    }

    /** All materials in the order of their first import. */
    public Collection<ImportedMaterial> all() {
        return materials.values();
    }

    /** The new material that waits for RotateKeyOnDemand. */
    public Optional<KeyMaterial> pendingRotation() {
        return pendingRotation;
    }

    /** Lets {@code material} wait for RotateKeyOnDemand. */
    public void setPendingRotation(Optional<KeyMaterial> material) {
        pendingRotation = material;
    }

    boolean isPending(ImportedMaterial material) {
        return pendingRotation.filter(each -> each.id().equals(material.id)).isPresent();
    }

    /** The material is gone. One that waits for rotation has never belonged to the key, and is forgotten. */
    public void remove(ImportedMaterial material) {
        material.absent();
        if (isPending(material)) {
            pendingRotation = Optional.empty();
            materials.remove(material.id);
        }
    }

    /** Whether the key can be used: something was imported, and everything that belongs to the key is there. */
    public boolean isComplete() {
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

    void restore(StoredKey stored) {
        stored.imports().forEach(each -> materials.put(each.id(), new ImportedMaterial(each)));
        pendingRotation = stored.pendingRotation().map(each -> each.material(stored.spec()));
    }
}
