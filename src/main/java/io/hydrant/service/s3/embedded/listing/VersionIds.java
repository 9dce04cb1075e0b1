package io.hydrant.service.s3.embedded.listing;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * Which ids of versions an embedded S3 may have given: the end of an id is the checksum of its beginning. AWS, too, tells an id
 * that it never gave from one whose version is gone.
 */
public final class VersionIds {
    private static final int LENGTH = 32;
    private static final int SUM_DIGITS = 8;

    private VersionIds() {}

    /** Whether {@code id} is that of the null version or was given by an embedded S3, be its version gone or not. */
    public static boolean isGiven(String id) {
        return id.equals(StoredObject.NULL_VERSION) || (id.length() == LENGTH && id.equals(completed(id)));
    }

    /** {@code id} with the checksum as its end. */
    static String completed(String id) {
        String start = id.substring(0, LENGTH - SUM_DIGITS);
        CRC32 sum = new CRC32();
        sum.update(start.getBytes(StandardCharsets.UTF_8));
        return start + String.format("%08x", sum.getValue());
    }
}
