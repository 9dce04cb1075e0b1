package io.hydrant.service.kms.embedded;

import java.time.Instant;
import java.util.Optional;

import io.hydrant.time.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * One key material that a customer has imported. When it is deleted or expires, its id stays, so that only the same material
 * can come back. Guarded by the lock of {@link KmsState}.
 */
final class ImportedMaterial {
    final String id;
    boolean isPresent;
    Optional<String> description = Optional.empty();
    Optional<Instant> validTo = Optional.empty();

    private @Nullable Cancellable expiry;

    ImportedMaterial(String id) {
        this.id = id;
    }

    /** The material is there until {@code end}, or for ever. */
    void present(Optional<Instant> end, @Nullable Cancellable timer) {
        absent();
        isPresent = true;
        validTo = end;
        expiry = timer;
    }

    void absent() {
        isPresent = false;
        validTo = Optional.empty();
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }
}
