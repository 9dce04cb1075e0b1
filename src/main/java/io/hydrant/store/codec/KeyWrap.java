package io.hydrant.store.codec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.hydrant.store.Secret;
import io.hydrant.store.StoreException;

/** Secrets under a master key: AES-256-GCM with a random nonce in front. Thread-safe. */
public final class KeyWrap {
    /** Length of a master key in bytes. */
    public static final int LENGTH = 32;

    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final byte[] PURPOSE = "hydrant secret 1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey master;
    private final SecureRandom random;

    /**
     * Under a master key.
     *
     * @param master {@link #LENGTH} bytes
     */
    public KeyWrap(byte[] master, SecureRandom random) {
        if (master.length != LENGTH) {
            throw new IllegalArgumentException("A master key has " + LENGTH + " bytes");
        }
        this.master = new SecretKeySpec(master, "AES");
        this.random = random;
    }

    byte[] wrap(Secret secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret.bytes());
            byte[] wrapped = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /**
     * The secret that was wrapped.
     *
     * @throws StoreException when the secret was wrapped under another master key, or was changed
     */
    Secret unwrap(byte[] wrapped) {
        if (wrapped.length < NONCE + TAG) {
            throw new StoreException("a secret is cut off");
        }
        try {
            return Secret.of(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE))
                    .doFinal(wrapped, NONCE, wrapped.length - NONCE));
        } catch (GeneralSecurityException e) {
            throw new StoreException("a secret cannot be decrypted: the store has another master key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(PURPOSE);
        return cipher;
    }
}
