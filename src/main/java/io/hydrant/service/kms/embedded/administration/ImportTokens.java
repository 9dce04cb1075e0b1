package io.hydrant.service.kms.embedded.administration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;

/**
 * Import tokens: encrypted, they carry the private half of their wrapping key, so that the store keeps one secret for all tokens of
 * an account and Region.
 */
final class ImportTokens {
    private static final int IV = 12;
    private static final int TAG = 16;

    private final KmsState state;

    ImportTokens(KmsState state) {
        this.state = state;
    }

    /** What a token carries. */
    record Opened(String algorithm, PrivateKey wrappingKey) {}

    byte[] issue(Key key, String algorithm, PrivateKey wrappingKey, Instant validTo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(key.arn());
            out.writeUTF(algorithm);
            out.writeLong(validTo.toEpochMilli());
            out.write(wrappingKey.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] iv = new byte[IV];
        state.random().nextBytes(iv);
        byte[] sealed;
        try {
            sealed = cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(bytes.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
        byte[] token = Arrays.copyOf(iv, IV + sealed.length);
        System.arraycopy(sealed, 0, token, IV, sealed.length);
        return token;
    }

    /**
     * Reads a token of {@code key}.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidImportTokenException}, {@code ExpiredImportTokenException}
     */
    Opened read(Key key, byte[] token) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(open(key, token)))) {
            String keyArn = in.readUTF();
            String algorithm = in.readUTF();
            Instant validTo = Instant.ofEpochMilli(in.readLong());
            PrivateKey wrappingKey =
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(in.readAllBytes()));
            if (!keyArn.equals(key.arn())) {
                throw KmsErrors.invalidImportToken();
            }
            if (!state.now().isBefore(validTo)) {
                throw KmsErrors.expiredImportToken();
            }
            return new Opened(algorithm, wrappingKey);
        } catch (IOException | GeneralSecurityException e) {
            throw KmsErrors.invalidImportToken();
        }
    }

    private byte[] open(Key key, byte[] token) throws GeneralSecurityException {
        if (token.length < IV + TAG) {
            throw new GeneralSecurityException("Too short");
        }
        return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(token, IV)).doFinal(token, IV, token.length - IV);
    }

    private Cipher cipher(int mode, Key key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(state.tokenKey(key.scope()).bytes(), "AES"),
                new GCMParameterSpec(TAG * Byte.SIZE, iv));
        return cipher;
    }
}
