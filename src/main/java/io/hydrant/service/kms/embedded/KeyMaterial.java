package io.hydrant.service.kms.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One version of the secret of a symmetric key. */
record KeyMaterial(String id, SecretKey secret) {
    static KeyMaterial random(SecureRandom random) {
        byte[] id = new byte[32];
        byte[] secret = new byte[32];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeyMaterial(HexFormat.of().formatHex(id), new SecretKeySpec(secret, "AES"));
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + id + "]";
    }
}
