package io.hydrant.service.sts;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Caller;
import io.hydrant.store.Change;
import io.hydrant.store.Secret;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.Versioned;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Tokens that carry their session: opaque to clients, and not to be made by anybody without the secret in the store. Thread-safe. */
final class SessionTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;

    private static final StateKind<Secret> KIND = new StateKind<>("sts.token-key", Secret.class);

    private final StateStore store;
    private volatile @Nullable SecretKeySpec key;

    SessionTokens(StateStore store) {
        this.store = store;
    }

    /** Made with the first session: randomness costs a start that has none. */
    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(stored().bytes(), ALGORITHM);
            key = known;
        }
        return known;
    }

    private Secret stored() {
        StateKey<Secret> place = KIND.key("key");
        while (true) {
            Optional<Versioned<Secret>> known = store.get(place);
            if (known.isPresent()) {
                return known.get().value();
            }
            byte[] secret = new byte[MAC_BYTES];
            new SecureRandom().nextBytes(secret);
            OptionalLong unused = store.commit(Change.create(place, Secret.of(secret)));
        }
    }

    String write(Session session) {
        Caller caller = session.caller();
        byte[] fields = String.join(
                        "\n",
                        session.accessKeyId(),
                        caller.arn(),
                        caller.account().value(),
                        caller.roleArn().orElse(""),
                        caller.credentialsIssuedAt().map(Instant::toString).orElse(""),
                        session.expiresAt().toString(),
                        caller.federatedBy().orElse(""),
                        caller.sessionPolicy().orElse(""))
                .getBytes(UTF_8);
        byte[] token = Arrays.copyOf(mac(fields), MAC_BYTES + fields.length);
        System.arraycopy(fields, 0, token, MAC_BYTES, fields.length);
        return Base64.getEncoder().encodeToString(token);
    }

    /** The session in {@code token}; empty when the token was not written here. */
    Optional<Session> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] fields = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
        if (!MessageDigest.isEqual(mac(fields), Arrays.copyOf(bytes, MAC_BYTES))) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(new String(fields, UTF_8).split("\n", 8));
        Caller caller = new Caller(
                parts.get(1),
                new AccountId(parts.get(2)),
                present(parts.get(3)),
                present(parts.get(4)).map(Instant::parse),
                present(parts.get(7)),
                present(parts.get(6)));
        return Optional.of(new Session(parts.get(0), caller, Instant.parse(parts.get(5))));
    }

    private static Optional<String> present(String field) {
        return Optional.of(field).filter(text -> !text.isEmpty());
    }

    private byte[] mac(byte[] fields) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(fields);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
