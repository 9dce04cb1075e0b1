package io.hydrant.service.kms.embedded.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** Digests of bytes. */
final class Hashes {
    private Hashes() {}

    /** The digest of all parts, one after the other. */
    static byte[] hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + algorithm, e);
        }
    }
}
