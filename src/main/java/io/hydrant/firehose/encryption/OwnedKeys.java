package io.hydrant.firehose.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import org.jspecify.annotations.Nullable;

/** {@code AWS_OWNED_CMK}: one key of the service's own, made when it is first needed, never shown and never leaving the process. Thread-safe. */
public final class OwnedKeys {
    private static final int IV = 12;

    /** To seed it costs a start that encrypts nothing. */
    private static final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();
    }

    @GuardedBy("this")
    private @Nullable SecretKeySpec master;

    private synchronized SecretKeySpec master() {
        SecretKeySpec made = master;
        if (made == null) {
            byte[] key = new byte[32];
            Randomness.SOURCE.nextBytes(key);
            made = new SecretKeySpec(key, "AES");
            Arrays.fill(key, (byte) 0);
            master = made;
        }
        return made;
    }

    /** Data keys for one delivery stream. */
    DataKeySource forStream(String streamArn) {
        byte[] context = streamArn.getBytes(StandardCharsets.UTF_8);
        return new DataKeySource() {
            @Override
            public DataKey generate() {
                byte[] plaintext = new byte[32];
                byte[] blob = new byte[IV + 32 + 16];
                Randomness.SOURCE.nextBytes(plaintext);
                byte[] iv = new byte[IV];
                Randomness.SOURCE.nextBytes(iv);
                System.arraycopy(iv, 0, blob, 0, IV);
                crypt(Cipher.ENCRYPT_MODE, iv, plaintext, 0, plaintext.length, blob, IV, context);
                return new DataKey(plaintext, blob);
            }

            @Override
            public byte[] decrypt(byte[] blob) {
                byte[] plaintext = new byte[32];
                crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(blob, IV), blob, IV, blob.length - IV, plaintext, 0, context);
                return plaintext;
            }

            @Override
            public long epoch() {
                return 0;
            }
        };
    }

    private void crypt(int mode, byte[] iv, byte[] in, int inAt, int length, byte[] out, int outAt, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, master(), new GCMParameterSpec(128, iv));
            cipher.updateAAD(context);
            cipher.doFinal(in, inAt, length, out, outAt);
        } catch (GeneralSecurityException e) {
            throw new KmsException(KmsFailure.UNKNOWN, e.getClass().getSimpleName(), "The data key is damaged", e);
        }
    }
}
