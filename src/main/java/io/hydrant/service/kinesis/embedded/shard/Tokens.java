package io.hydrant.service.kinesis.embedded.shard;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts that carry their meaning, which clients cannot read or make: iterators, and where a list goes on. Thread-safe. */
public final class Tokens {
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ITERATOR_FIELDS = 8;

    @GuardedBy("this")
    private @Nullable SecretKeySpec key;

    /** Loaded with the first token: randomness costs a start that has none. */
    private static final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();
    }

    /** The iterator as a text. */
    public String write(ShardIterator iterator) {
        return write(List.of(
                "iterator",
                iterator.scope().account().value(),
                iterator.scope().region().value(),
                iterator.stream(),
                iterator.streamCreated().toString(),
                Integer.toString(iterator.shard()),
                Long.toString(iterator.place()),
                iterator.created().toString()));
    }

    /** The iterator in {@code token}; empty when the token was not written here. */
    public Optional<ShardIterator> iterator(String token) {
        return read(token)
                .filter(fields ->
                        fields.size() == ITERATOR_FIELDS && fields.get(0).equals("iterator"))
                .flatMap(Tokens::iterator);
    }

    private static Optional<ShardIterator> iterator(List<String> fields) {
        try {
            return Optional.of(new ShardIterator(
                    new Scope(new AccountId(fields.get(1)), new Region(fields.get(2))),
                    fields.get(3),
                    Instant.parse(fields.get(4)),
                    Integer.parseInt(fields.get(5)),
                    Long.parseLong(fields.get(6)),
                    Instant.parse(fields.get(7))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Texts without line ends as one text. */
    public String write(List<String> fields) {
        byte[] nonce = new byte[NONCE_BYTES];
        Randomness.SOURCE.nextBytes(nonce);
        byte[] sealed = run(
                        Cipher.ENCRYPT_MODE, nonce, String.join("\n", fields).getBytes(UTF_8))
                .orElseThrow();
        byte[] token = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, token, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(token);
    }

    /** The texts in {@code token}; empty when the token was not written here. */
    public Optional<List<String>> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        return run(
                        Cipher.DECRYPT_MODE,
                        Arrays.copyOf(bytes, NONCE_BYTES),
                        Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length))
                .map(fields -> Arrays.asList(new String(fields, UTF_8).split("\n", -1)));
    }

    private Optional<byte[]> run(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private synchronized SecretKeySpec key() {
        SecretKeySpec made = key;
        if (made == null) {
            byte[] secret = new byte[KEY_BYTES];
            Randomness.SOURCE.nextBytes(secret);
            made = new SecretKeySpec(secret, "AES");
            key = made;
        }
        return made;
    }
}
