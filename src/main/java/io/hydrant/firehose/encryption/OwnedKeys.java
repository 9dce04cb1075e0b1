package io.hydrant.firehose.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.hydrant.aws.Scope;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import io.hydrant.store.Change;
import io.hydrant.store.Secret;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * {@code AWS_OWNED_CMK}: a key of the service's own in each account and Region, made when it is first needed, and never shown.
 * Thread-safe.
 */
public final class OwnedKeys {
    private static final int IV = 12;

    private static final StateKind<Secret> KIND = new StateKind<>("firehose.owned-key", Secret.class);

    private final StateStore store;

    public OwnedKeys(StateStore store) {
        this.store = store;
    }

    /** To seed it costs a start that encrypts nothing. */
    private static final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();
    }

    private SecretKeySpec master(Scope scope) {
        StateKey<Secret> key = KIND.key(scope, "master");
        while (true) {
            Optional<Versioned<Secret>> known = store.get(key);
            if (known.isPresent()) {
                return new SecretKeySpec(known.get().value().bytes(), "AES");
            }
            byte[] made = new byte[32];
            Randomness.SOURCE.nextBytes(made);
            OptionalLong unused = store.commit(Change.create(key, Secret.of(made)));
        }
    }

    /** Data keys for one delivery stream. */
    DataKeySource forStream(StreamIdentity stream) {
        byte[] context = stream.arn().getBytes(StandardCharsets.UTF_8);
        return new DataKeySource() {
            private volatile @Nullable SecretKeySpec master;

            /** Kept from the first use on, so that the store is asked once. */
            private SecretKeySpec master() {
                SecretKeySpec known = master;
                if (known == null) {
                    known = OwnedKeys.this.master(stream.scope());
                    master = known;
                }
                return known;
            }

            @Override
            public DataKey generate() {
                byte[] plaintext = new byte[32];
                byte[] blob = new byte[IV + 32 + 16];
                Randomness.SOURCE.nextBytes(plaintext);
                byte[] iv = new byte[IV];
                Randomness.SOURCE.nextBytes(iv);
                System.arraycopy(iv, 0, blob, 0, IV);
                crypt(Cipher.ENCRYPT_MODE, master(), iv, plaintext, 0, plaintext.length, blob, IV, context);
                return new DataKey(plaintext, blob);
            }

            @Override
            public byte[] decrypt(byte[] blob) {
                byte[] plaintext = new byte[32];
                crypt(
                        Cipher.DECRYPT_MODE,
                        master(),
                        Arrays.copyOf(blob, IV),
                        blob,
                        IV,
                        blob.length - IV,
                        plaintext,
                        0,
                        context);
                return plaintext;
            }

            @Override
            public long epoch() {
                return 0;
            }
        };
    }

    private static void crypt(
            int mode,
            SecretKeySpec master,
            byte[] iv,
            byte[] in,
            int inAt,
            int length,
            byte[] out,
            int outAt,
            byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, master, new GCMParameterSpec(128, iv));
            cipher.updateAAD(context);
            cipher.doFinal(in, inAt, length, out, outAt);
        } catch (GeneralSecurityException e) {
            throw new KmsException(KmsFailure.UNKNOWN, e.getClass().getSimpleName(), "The data key is damaged", e);
        }
    }
}
