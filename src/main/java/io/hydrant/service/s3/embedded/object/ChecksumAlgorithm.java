package io.hydrant.service.s3.embedded.object;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The additional checksums of S3, without those of the family XXHASH. That SHA512 and MD5 are composite in uploads in parts, as
 * SHA1 and SHA256 are, is a guess.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking object
 *     integrity</a>
 */
public enum ChecksumAlgorithm {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32),
    SHA512(64),
    MD5(16);

    private final int bytes;

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    /** The length of a value in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether this is a cyclic redundancy check, which can cover a whole object put together from parts. */
    public boolean isCrc() {
        return bytes <= 8;
    }

    /** The header of requests and answers, such as {@code x-amz-checksum-crc32}. */
    public String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** The element of documents, such as {@code ChecksumCRC32}. */
    public String element() {
        return "Checksum" + name();
    }

    /** A new computation. */
    public Hash start() {
        return switch (this) {
            case CRC32 -> Hash.of(new CRC32(), 4);
            case CRC32C -> Hash.of(new CRC32C(), 4);
            case CRC64NVME -> Hash.of(new Crc64Nvme(), 8);
            case SHA1 -> Hash.of(digest("SHA-1"));
            case SHA256 -> Hash.of(digest("SHA-256"));
            case SHA512 -> Hash.of(digest("SHA-512"));
            case MD5 -> Hash.of(digest("MD5"));
        };
    }

    /** The algorithm of this name, in any case; empty for an unknown one. */
    public static Optional<ChecksumAlgorithm> named(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** A digest of the JDK by its name. */
    public static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + name, e);
        }
    }
}
