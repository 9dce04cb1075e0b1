package io.hydrant.service.sts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateKind;
import io.hydrant.store.Versioned;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * When session tokens of another STS were first seen, in a store that outlives the process. A token is known by its digest, so none
 * is stored. Without such a store the callers' own memory is enough, and nothing happens here. Thread-safe.
 */
final class ForeignTokens {
    private static final StateKind<Instant> SEEN = new StateKind<>("sts.seen", Instant.class);
    private static final int MOST = 4_096;

    @GuardedBy("this")
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    @GuardedBy("this")
    private @Nullable LazyWriter later;

    /** Takes those of an earlier run. */
    synchronized void keep(LazyWriter writer) {
        List<Versioned<Instant>> known = new ArrayList<>(writer.load(SEEN));
        known.sort(Comparator.comparing(Versioned::value));
        for (Versioned<Instant> each : known) {
            seen.put(each.key().id(), each.value());
        }
        later = writer;
    }

    /** When the token was first seen: {@code now} for a new one. */
    synchronized Instant firstSeen(String accessKeyId, String token, Instant now) {
        LazyWriter writer = later;
        if (writer == null) {
            return now;
        }
        String digest = digest(accessKeyId + ' ' + token);
        @Nullable Instant known = seen.get(digest);
        if (known != null) {
            return known;
        }
        if (seen.size() == MOST) {
            Iterator<String> eldest = seen.keySet().iterator();
            writer.changed(SEEN.key(eldest.next()), Optional::empty);
            eldest.remove();
        }
        seen.put(digest, now);
        writer.changed(SEEN.key(digest), () -> Optional.of(now));
        return now;
    }

    synchronized void clear() {
        LazyWriter writer = later;
        if (writer != null) {
            seen.keySet().forEach(digest -> writer.changed(SEEN.key(digest), Optional::empty));
        }
        seen.clear();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
