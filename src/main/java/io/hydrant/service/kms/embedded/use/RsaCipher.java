package io.hydrant.service.kms.embedded.use;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KmsErrors;

/** RSAES-OAEP in KMS's two forms. */
public final class RsaCipher {
    private RsaCipher() {}

    static byte[] encrypt(KeyPair pair, KeySpec spec, String algorithm, byte[] plaintext) {
        int hash = algorithm.endsWith("SHA_1") ? 20 : 32;
        int most = ((RSAPublicKey) pair.getPublic()).getModulus().bitLength() / 8 - 2 * hash - 2;
        if (plaintext.length > most) {
            throw KmsErrors.validation("Algorithm " + algorithm + " and key spec " + spec
                    + " cannot encrypt data larger than " + most + " bytes.");
        }
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic(), parameters(algorithm));
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is not available", e);
        }
    }

    /** The plaintext; empty when the ciphertext is damaged or was made for another key. */
    public static Optional<byte[]> decrypt(PrivateKey key, String algorithm, byte[] ciphertext) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(algorithm));
            return Optional.of(cipher.doFinal(ciphertext));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static OAEPParameterSpec parameters(String algorithm) {
        MGF1ParameterSpec mask = algorithm.endsWith("SHA_1") ? MGF1ParameterSpec.SHA1 : MGF1ParameterSpec.SHA256;
        return new OAEPParameterSpec(mask.getDigestAlgorithm(), "MGF1", mask, PSource.PSpecified.DEFAULT);
    }
}
