package io.hydrant.service.kms.embedded.use;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import io.hydrant.service.kms.embedded.key.KeyMaterial;

/**
 * What Encrypt makes: a header that names the key and its material, then AES-256-GCM. Header and encryption context are
 * authenticated with it. The header carries a check sum, so that damage is told from a key that is gone.
 */
final class CiphertextBlob {
    private final String keyId;
    private final String materialId;
    private final byte[] header;
    private final byte[] iv;
    private final byte[] sealed;

    private CiphertextBlob(String keyId, String materialId, byte[] header, byte[] iv, byte[] sealed) {
        this.keyId = keyId;
        this.materialId = materialId;
        this.header = header;
        this.iv = iv;
        this.sealed = sealed;
    }

    String keyId() {
        return keyId;
    }

    String materialId() {
        return materialId;
    }

    private static final byte[] MAGIC = {0x01, 'H', 'Y', 'D'};
    private static final int CHECK = 8;
    private static final int IV = 12;
    private static final int TAG = 16;

    /** Encrypts {@code plaintext}. */
    static byte[] seal(
            SecureRandom random, String keyId, KeyMaterial material, byte[] plaintext, Map<String, String> context) {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.write(id.length);
        out.writeBytes(id);
        out.writeBytes(HexFormat.of().parseHex(material.id()));
        out.writeBytes(check(out.toByteArray()));
        byte[] header = out.toByteArray();
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        out.writeBytes(iv);
        try {
            out.writeBytes(
                    cipher(Cipher.ENCRYPT_MODE, material, iv, header, context).doFinal(plaintext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
        return out.toByteArray();
    }

    /** Reads a blob; empty when it is damaged or was never one. */
    static Optional<CiphertextBlob> read(byte[] blob) {
        if (blob.length < MAGIC.length + 1 || !Arrays.equals(blob, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        int idLength = blob[MAGIC.length] & 0xFF;
        int idStart = MAGIC.length + 1;
        int checkStart = idStart + idLength + 32;
        int headerEnd = checkStart + CHECK;
        if (blob.length < headerEnd + IV + TAG
                || !Arrays.equals(
                        check(Arrays.copyOf(blob, checkStart)), Arrays.copyOfRange(blob, checkStart, headerEnd))) {
            return Optional.empty();
        }
        return Optional.of(new CiphertextBlob(
                new String(blob, idStart, idLength, StandardCharsets.US_ASCII),
                HexFormat.of().formatHex(blob, idStart + idLength, checkStart),
                Arrays.copyOf(blob, headerEnd),
                Arrays.copyOfRange(blob, headerEnd, headerEnd + IV),
                Arrays.copyOfRange(blob, headerEnd + IV, blob.length)));
    }

    /** The plaintext; empty when the context is another or the blob is damaged. */
    Optional<byte[]> open(KeyMaterial material, Map<String, String> context) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, material, iv, header, context).doFinal(sealed));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, KeyMaterial material, byte[] iv, byte[] header, Map<String, String> context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, material.secret(), new GCMParameterSpec(TAG * 8, iv));
        cipher.updateAAD(header);
        cipher.updateAAD(encode(context));
        return cipher;
    }

    /** Sorted pairs, each text preceded by its length, so that no two contexts look alike. */
    private static byte[] encode(Map<String, String> context) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TreeMap<>(context).forEach((name, value) -> {
            for (String text : new String[] {name, value}) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
                out.writeBytes(bytes);
            }
        });
        return out.toByteArray();
    }

    private static byte[] check(byte[] bytes) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), CHECK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
