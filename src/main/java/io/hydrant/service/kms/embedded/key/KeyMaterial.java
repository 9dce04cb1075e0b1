package io.hydrant.service.kms.embedded.key;

import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One version of the secret of a symmetric or an HMAC key. */
public record KeyMaterial(String id, SecretKey secret) {
    /** New material of the length that {@code spec} needs. */
    public static KeyMaterial random(SecureRandom random, KeySpec spec) {
        byte[] id = new byte[32];
        byte[] secret = new byte[length(spec)];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeyMaterial(HexFormat.of().formatHex(id), key(spec, secret));
    }

    /**
     * Imported material.
     *
     * @throws io.hydrant.aws.AwsException {@code IncorrectKeyMaterialException} when its length does not fit
     */
    public static KeyMaterial imported(String id, KeySpec spec, byte[] secret) {
        if (secret.length != length(spec)) {
            throw KmsErrors.incorrectKeyMaterial();
        }
        return new KeyMaterial(id, key(spec, secret));
    }

    private static int length(KeySpec spec) {
        return spec.isHmac() ? spec.macKeyLength() : 32;
    }

    private static SecretKey key(KeySpec spec, byte[] secret) {
        return new SecretKeySpec(secret, spec.isHmac() ? "HMAC" : "AES");
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + id + "]";
    }
}
