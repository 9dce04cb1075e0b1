package io.hydrant.service.kms.embedded.administration;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.use.RsaCipher;

/** How a customer wraps key material for the way to KMS. Source: developer guide, select a wrapping algorithm. */
final class MaterialWrapping {
    private static final Set<String> SPECS = Set.of("RSA_2048", "RSA_3072", "RSA_4096");
    private static final Set<String> ALGORITHMS =
            Set.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256");

    private MaterialWrapping() {}

    /**
     * Refuses what cannot wrap material of {@code spec}: an RSA key is too long for RSA alone, and a key on P-521 for RSA_2048.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException}; code and text are guesses
     */
    static void check(KeySpec spec, String algorithm, String wrappingKeySpec) {
        boolean direct = algorithm.startsWith("RSAES_");
        boolean tooLong = direct
                && (spec.name().startsWith("RSA_")
                        || (spec == KeySpec.ECC_NIST_P521 && wrappingKeySpec.equals("RSA_2048")));
        if (!SPECS.contains(wrappingKeySpec) || !ALGORITHMS.contains(algorithm) || tooLong) {
            throw KmsErrors.unsupported("Wrapping algorithm " + algorithm + " with wrapping key spec " + wrappingKeySpec
                    + " is not supported for key spec " + spec + '.');
        }
    }

    /** The material; empty when it was wrapped in another way or for another key. */
    static Optional<byte[]> unwrap(PrivateKey wrappingKey, String algorithm, byte[] wrapped) {
        if (algorithm.startsWith("RSAES_")) {
            return RsaCipher.decrypt(wrappingKey, algorithm, wrapped);
        }
        int first = ((RSAPrivateKey) wrappingKey).getModulus().bitLength() / 8;
        if (wrapped.length <= first) {
            return Optional.empty();
        }
        return RsaCipher.decrypt(wrappingKey, algorithm, Arrays.copyOf(wrapped, first))
                .flatMap(key -> unwrap(key, Arrays.copyOfRange(wrapped, first, wrapped.length)));
    }

    /** AES key wrap with padding, RFC 5649. */
    private static Optional<byte[]> unwrap(byte[] key, byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            return Optional.of(cipher.doFinal(wrapped));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
