package io.hydrant.firehose.encryption;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import io.hydrant.record.EncryptedWith;
import io.hydrant.service.kms.DataKey;
import org.jspecify.annotations.Nullable;

/**
 * A data key that seals chunks for a bounded time and volume, and whose encrypted form opens them afterwards. Sealed form: 12
 * bytes IV, ciphertext, 16 bytes tag. Thread-safe.
 */
final class SealedDataKey implements EncryptedWith {
    /** What sealing adds to a chunk, in bytes. */
    static final int OVERHEAD = 12 + 16;

    /** The size of a piece that is encrypted in one call. The JVM compiles AES-GCM after many calls; one large call would run interpreted. */
    private static final int PIECE = 4096;

    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SealedDataKey::newCipher);

    private final DataKeyCache owner;
    private final byte[] ciphertextBlob;
    private final WipeableKey key;
    private final Instant expires;
    private final long epoch;
    private final AtomicLong bytesLeft;
    private final AtomicLong messages = new AtomicLong();

    /** Beginning of each IV: unlike in another process that seals under the same key. */
    private final int process;

    SealedDataKey(DataKeyCache owner, DataKey dataKey, Instant expires, long volume, long epoch) {
        this.owner = owner;
        this.ciphertextBlob = dataKey.ciphertextBlob();
        this.key = new WipeableKey(dataKey.plaintext());
        this.expires = expires;
        this.bytesLeft = new AtomicLong(volume);
        this.epoch = epoch;
        this.process = 0;
    }

    /** A key of a process before this one, which opens what was sealed, and seals what processors make of it. */
    SealedDataKey(DataKeyCache owner, byte[] ciphertextBlob) {
        this.owner = owner;
        this.ciphertextBlob = ciphertextBlob;
        this.key = new WipeableKey(new byte[0]);
        this.expires = Instant.MIN;
        this.bytesLeft = new AtomicLong();
        this.epoch = 0;
        this.process = new SecureRandom().nextInt() | 1;
        key.wipe();
    }

    /** Whether it may seal at {@code now}. */
    boolean isFresh(Instant now, long currentEpoch) {
        return epoch == currentEpoch && !key.wiped && now.isBefore(expires) && bytesLeft.get() > 0;
    }

    /** The sealed form of the first {@code length} bytes of {@code plain}; null when the key has just been wiped. */
    byte @Nullable [] seal(byte[] plain, int length, byte[] context) {
        bytesLeft.addAndGet(-length);
        return seal(CIPHER.get(), key, plain, length, context);
    }

    private byte @Nullable [] seal(Cipher cipher, WipeableKey with, byte[] plain, int length, byte[] context) {
        byte[] sealed = new byte[length + OVERHEAD];
        ByteBuffer.wrap(sealed).putInt(process).putLong(messages.incrementAndGet());
        try {
            cipher.init(Cipher.ENCRYPT_MODE, with, new GCMParameterSpec(128, sealed, 0, 12));
            if (with.wiped) {
                return null;
            }
            cipher.updateAAD(context);
            int from = 0;
            int to = 12;
            for (; length - from > PIECE; from += PIECE) {
                to += cipher.update(plain, from, PIECE, sealed, to);
            }
            cipher.doFinal(plain, from, length - from, sealed, to);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refuses to seal", e);
        }
    }

    /** This key once more in the clear, asked from KMS, to open what it sealed. Throws {@code KmsException}. */
    Opened opened() {
        return new Opened(new WipeableKey(owner.source().decrypt(ciphertextBlob)));
    }

    /** A data key that opens sealed forms until it is wiped, and seals what processors made of them. Used by one thread. */
    final class Opened {
        private final WipeableKey key;
        private final Cipher cipher = newCipher();

        private Opened(WipeableKey key) {
            this.key = key;
        }

        /** Opens a sealed form into the beginning of {@code clear}. */
        void open(byte[] data, int offset, int length, byte[] context, byte[] clear) {
            try {
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, data, offset, 12));
                cipher.updateAAD(context);
                cipher.doFinal(data, offset + 12, length - 12, clear, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("A sealed record does not open", e);
            }
        }

        /** The sealed form of the first {@code length} bytes of {@code plain}. */
        byte[] seal(byte[] plain, int length, byte[] context) {
            return Objects.requireNonNull(SealedDataKey.this.seal(cipher, key, plain, length, context), "not wiped");
        }

        void wipe() {
            key.wipe();
        }
    }

    /** Wipes the plaintext of the key; what it sealed still opens through KMS. */
    void wipe() {
        key.wipe();
    }

    /** The attempt that the key belongs to, and its encrypted form. */
    @Override
    public String keyName() {
        return owner.key().attempt() + " " + Base64.getEncoder().encodeToString(ciphertextBlob);
    }

    @Override
    public void entered() {
        owner.entered();
    }

    @Override
    public void left() {
        owner.left();
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no AES-GCM", e);
        }
    }

    /** An AES key that can be wiped. Whoever copies it looks at {@code wiped} afterwards. */
    private static final class WipeableKey implements SecretKey {
        private final transient byte[] bytes;
        private transient volatile boolean wiped;

        WipeableKey(byte[] bytes) {
            this.bytes = bytes;
        }

        void wipe() {
            wiped = true;
            java.util.Arrays.fill(bytes, (byte) 0);
        }

        @Override
        public String getAlgorithm() {
            return "AES";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return bytes.clone();
        }
    }
}
