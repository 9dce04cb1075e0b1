package io.hydrant.service.kms.embedded.key;

import java.time.Instant;
import java.util.Optional;

/**
 * One key material that a customer has imported. When it is deleted or expires, its id stays, so that only the same material
 * can come back. Guarded by the lock of {@link KmsState}.
 */
public final class ImportedMaterial {
    final String id;
    boolean isPresent;
    Optional<String> description = Optional.empty();
    Optional<Instant> validTo = Optional.empty();

    ImportedMaterial(String id) {
        this.id = id;
    }

    ImportedMaterial(StoredKey.Import stored) {
        this.id = stored.id();
        this.isPresent = stored.present();
        this.description = stored.description();
        this.validTo = stored.validTo();
    }

    StoredKey.Import stored() {
        return new StoredKey.Import(id, isPresent, description, validTo);
    }

    /** The same for the same material in the same key. */
    public String id() {
        return id;
    }

    /** Whether the material is there: neither deleted nor expired. */
    public boolean isPresent() {
        return isPresent;
    }

    /** The customer's description. */
    public Optional<String> description() {
        return description;
    }

    /** Replaces the description. */
    public void setDescription(String text) {
        description = Optional.of(text);
    }

    /** When the material expires; empty when it does not, or is gone. */
    public Optional<Instant> validTo() {
        return validTo;
    }

    /** The material is there until {@code end}, or for ever. */
    public void present(Optional<Instant> end) {
        isPresent = true;
        validTo = end;
    }

    void absent() {
        isPresent = false;
        validTo = Optional.empty();
    }
}
