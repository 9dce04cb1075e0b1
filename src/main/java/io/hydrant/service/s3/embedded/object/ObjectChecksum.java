package io.hydrant.service.s3.embedded.object;

import java.util.Objects;

/**
 * A checksum of an object or a part.
 *
 * @param value in base64; a composite one has {@code -<parts>} behind it
 * @param composite whether it is a checksum of the parts' checksums
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, String value, boolean composite) {
    public ObjectChecksum {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(value, "value");
    }

    /** The word for it: {@code COMPOSITE} or {@code FULL_OBJECT}. */
    public String type() {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }

    /** As GetObjectAttributes reports it, without the number of parts: recorded from AWS. */
    public ObjectChecksum withoutCount() {
        return composite ? new ObjectChecksum(algorithm, value.replaceFirst("-\\d+$", ""), true) : this;
    }
}
