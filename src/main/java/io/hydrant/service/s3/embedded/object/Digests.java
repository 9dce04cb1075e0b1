package io.hydrant.service.s3.embedded.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Entity tag and checksum of a content, computed when first asked for, because a delivery has no use for them. Thread-safe.
 */
public final class Digests {
    private static final String OF_NO_BYTES = "d41d8cd98f00b204e9800998ecf8427e";

    private final Content content;
    private final ChecksumAlgorithm algorithm;

    @GuardedBy("this")
    private @Nullable String etag;

    @GuardedBy("this")
    private @Nullable ObjectChecksum checksum;

    private Digests(
            Content content, ChecksumAlgorithm algorithm, @Nullable String etag, @Nullable ObjectChecksum checksum) {
        this.content = content;
        this.algorithm = algorithm;
        this.etag = etag;
        this.checksum = checksum;
    }

    /** Nothing is known yet; the checksum will be CRC64NVME, as S3 computes of its own accord. */
    public static Digests unknown(Content content) {
        return new Digests(content, ChecksumAlgorithm.CRC64NVME, null, null);
    }

    /** Nothing is known yet; the checksum will be of {@code algorithm}. */
    public static Digests unknown(Content content, ChecksumAlgorithm algorithm) {
        return new Digests(content, algorithm, null, null);
    }

    /** What is known already; the rest is computed on demand. */
    public static Digests of(Content content, Optional<String> etag, Optional<ObjectChecksum> checksum) {
        return new Digests(
                content,
                checksum.map(ObjectChecksum::algorithm).orElse(ChecksumAlgorithm.CRC64NVME),
                etag.orElse(null),
                checksum.orElse(null));
    }

    /** These for the same bytes in another place, with another entity tag if one is given. */
    public synchronized Digests at(Content place, Optional<String> other) {
        return new Digests(place, algorithm, other.orElse(etag), checksum);
    }

    /** The algorithm of the checksum, without computing it. */
    public ChecksumAlgorithm algorithm() {
        return algorithm;
    }

    /** Whether the checksum is one of checksums of parts, without computing it. */
    public synchronized boolean isComposite() {
        return checksum != null && checksum.composite();
    }

    /** The entity tag, without quotation marks; that of no bytes, so that lists go on, where the file is gone. */
    public synchronized String etag() {
        String known = etag;
        if (known == null) {
            try {
                compute(false);
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof NoSuchFileException) {
                    return OF_NO_BYTES;
                }
                throw e;
            }
            known = etag;
        }
        return known == null ? "" : known;
    }

    /** The checksum. */
    public synchronized ObjectChecksum checksum() {
        ObjectChecksum known = checksum;
        if (known == null) {
            compute(true);
            known = checksum;
        }
        return known == null ? new ObjectChecksum(algorithm, "", false) : known;
    }

    /** Computes both in one pass. */
    public synchronized Digests computed() {
        compute(true);
        return this;
    }

    /** The entity tag if it is known without computing. */
    public synchronized Optional<String> knownEtag() {
        return Optional.ofNullable(etag);
    }

    /** The checksum if it is known without computing. */
    public synchronized Optional<ObjectChecksum> knownChecksum() {
        return Optional.ofNullable(checksum);
    }

    @GuardedBy("this")
    private void compute(boolean withChecksum) {
        List<Hash> hashes = new ArrayList<>();
        Hash md5 = Hash.of(ChecksumAlgorithm.digest("MD5"));
        Hash sum = algorithm.start();
        if (etag == null) {
            hashes.add(md5);
        }
        if (withChecksum && checksum == null) {
            hashes.add(sum);
        }
        if (hashes.isEmpty()) {
            return;
        }
        try {
            Hash.run(content, hashes);
        } catch (IOException e) {
            throw new UncheckedIOException("An object's bytes cannot be read", e);
        }
        if (etag == null) {
            etag = HexFormat.of().formatHex(md5.value());
        }
        if (withChecksum && checksum == null) {
            checksum = new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(sum.value()), false);
        }
    }
}
