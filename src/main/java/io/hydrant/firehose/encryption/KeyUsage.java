package io.hydrant.firehose.encryption;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.hydrant.service.kms.KeyArn;
import io.hydrant.store.Change;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.Versioned;

/**
 * How many delivery streams use a customer managed key: at most 500. A stream counts from an accepted Start or Create until
 * its last grant on the key is gone. Per key ARN; whether AWS counts so is a guess (facts Q17). Thread-safe.
 */
public final class KeyUsage {
    /** Streams per key. */
    public static final int LIMIT = 500;

    private static final StateKind<Uses> KIND = new StateKind<>("firehose.key-usage", Uses.class);

    private final StateStore store;

    public KeyUsage(StateStore store) {
        this.store = store;
    }

    /** How often each stream, by its ARN, uses one key. */
    record Uses(Map<String, Integer> byStream) {
        Uses {
            byStream = Map.copyOf(byStream);
        }

        private Uses with(String streamArn, int more) {
            Map<String, Integer> next = new HashMap<>(byStream);
            next.merge(streamArn, more, (before, change) -> before + change == 0 ? null : before + change);
            return new Uses(next);
        }
    }

    /** The change that counts one more use of {@code key} by a stream; empty when 500 other streams use it. */
    Optional<Change<?>> reserving(KeyArn key, String streamArn) {
        Optional<Versioned<Uses>> seen = store.get(keyOf(key));
        Uses uses = seen.map(Versioned::value).orElse(new Uses(Map.of()));
        return !uses.byStream().containsKey(streamArn) && uses.byStream().size() >= LIMIT
                ? Optional.empty()
                : Optional.of(Change.put(keyOf(key), seen, uses.with(streamArn, 1)));
    }

    /** Takes one use back. */
    void release(KeyArn key, String streamArn) {
        OptionalLong done;
        do {
            Optional<Versioned<Uses>> seen = store.get(keyOf(key));
            if (seen.isEmpty() || !seen.get().value().byStream().containsKey(streamArn)) {
                return;
            }
            Uses left = seen.get().value().with(streamArn, -1);
            done = store.commit(
                    left.byStream().isEmpty() ? Change.remove(seen.get()) : Change.replace(seen.get(), left));
        } while (done.isEmpty());
    }

    /** Forgets every use. */
    public void clear() {
        List<Versioned<Uses>> all = store.list(KIND);
        for (Versioned<Uses> each : all) {
            OptionalLong unused = store.commit(Change.remove(each));
        }
    }

    /** How many streams use {@code key} now. */
    public int streamsOf(KeyArn key) {
        return store.get(keyOf(key)).map(seen -> seen.value().byStream().size()).orElse(0);
    }

    private static StateKey<Uses> keyOf(KeyArn key) {
        return KIND.key(key.scope(), key.value());
    }
}
