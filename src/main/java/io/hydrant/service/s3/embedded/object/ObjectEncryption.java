package io.hydrant.service.s3.embedded.object;

import java.util.Objects;
import java.util.Optional;

/**
 * What an object says about its encryption. Nothing is encrypted really.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
 * @param kmsKeyArn the key with one of the latter two
 * @param bucketKey whether an S3 bucket key is in use
 */
public record ObjectEncryption(String algorithm, Optional<String> kmsKeyArn, boolean bucketKey) {
    /** What S3 does since January 2023 when a request names no encryption. */
    public static final ObjectEncryption AES256 = new ObjectEncryption("AES256", Optional.empty(), false);

    public ObjectEncryption {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(kmsKeyArn, "kmsKeyArn");
    }

    /** Encrypted with {@code kmsKeyArn}. */
    public static ObjectEncryption kms(String kmsKeyArn) {
        return new ObjectEncryption("aws:kms", Optional.of(kmsKeyArn), false);
    }

    /** Whether the entity tag is not the MD5 of the bytes. */
    public boolean hidesMd5() {
        return !algorithm.equals("AES256");
    }
}
