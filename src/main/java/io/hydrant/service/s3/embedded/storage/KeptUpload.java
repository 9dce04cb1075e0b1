package io.hydrant.service.s3.embedded.storage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.ObjectProperties;

/**
 * What a storage keeps of an upload that is under way.
 *
 * @param algorithm the one that was named when it began; empty when none was
 * @param composite whether the object's checksum will be one of the parts' checksums
 * @param keyWritten whether the key was written or deleted since it began
 */
public record KeptUpload(
        String id,
        String key,
        Instant initiated,
        ObjectProperties properties,
        Optional<ChecksumAlgorithm> algorithm,
        boolean composite,
        boolean keyWritten,
        List<KeptPart> parts) {
    public KeptUpload {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(initiated, "initiated");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(algorithm, "algorithm");
        parts = List.copyOf(parts);
    }
}
