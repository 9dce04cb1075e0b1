package io.hydrant.service.s3.embedded.object;

import java.util.Objects;
import java.util.Optional;

/**
 * One part of an object that was uploaded in parts.
 *
 * @param number 1 to 10000
 * @param length in bytes
 * @param checksum of the part's bytes, where the upload has checksums
 */
public record ObjectPart(int number, long length, Optional<ObjectChecksum> checksum) {
    public ObjectPart {
        Objects.requireNonNull(checksum, "checksum");
    }
}
