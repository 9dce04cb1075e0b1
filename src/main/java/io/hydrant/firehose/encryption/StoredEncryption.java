package io.hydrant.firehose.encryption;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;

/**
 * All that has to be remembered of one stream's encryption. One value, so that it changes as a whole.
 *
 * @param window the Start and Stop calls of the last 24 hours
 * @param preparation the key that is being prepared; only while ENABLING
 * @param retiring the keys that seal nothing more, and whose grants are to be retired, oldest first
 * @param closed whether the stream is gone, and all its grants were given up
 */
record StoredEncryption(
        EncryptionState state,
        CallWindow window,
        Optional<Preparation> preparation,
        List<KeyInUse> retiring,
        boolean closed) {
    private static final StateKind<StoredEncryption> KIND =
            new StateKind<>("firehose.encryption", StoredEncryption.class);

    /** A stream that was never encrypted. */
    static final StoredEncryption NONE =
            new StoredEncryption(EncryptionState.disabled(), CallWindow.empty(), Optional.empty(), List.of(), false);

    StoredEncryption {
        retiring = List.copyOf(retiring);
    }

    static StateKey<StoredEncryption> keyOf(StreamIdentity stream) {
        return KIND.key(stream.scope(), stream.name());
    }

    StoredEncryption with(EncryptionState next) {
        return new StoredEncryption(
                next,
                window,
                next.status() == EncryptionStatus.ENABLING ? preparation : Optional.empty(),
                retiring,
                closed);
    }

    StoredEncryption with(CallWindow next) {
        return new StoredEncryption(state, next, preparation, retiring, closed);
    }

    StoredEncryption with(Preparation next) {
        return new StoredEncryption(state, window, Optional.of(next), retiring, closed);
    }

    StoredEncryption retiring(KeyInUse key) {
        return new StoredEncryption(
                state,
                window,
                preparation,
                Stream.concat(retiring.stream(), Stream.of(key)).toList(),
                closed);
    }

    StoredEncryption retired(KeyInUse key) {
        return new StoredEncryption(
                state,
                window,
                preparation,
                retiring.stream().filter(each -> !each.equals(key)).toList(),
                closed);
    }

    /** The stream is gone; its state stays to be read. */
    StoredEncryption close() {
        return new StoredEncryption(state, window, Optional.empty(), List.of(), true);
    }

    /** The key that this attempt has prepared. One that is not known any more had no grant to be kept for: it is AWS's own. */
    KeyInUse known(long attempt) {
        return Stream.of(
                        retiring.stream(),
                        state.keyInUse().stream(),
                        state.succession().flatMap(EncryptionState.Succession::next).stream())
                .flatMap(keys -> keys)
                .filter(key -> key.attempt() == attempt)
                .findFirst()
                .orElseGet(() -> new KeyInUse(attempt, KeyChoice.awsOwned(), Optional.empty()));
    }

    /** The keys with a grant that the stream holds: in use, to be used, or awaiting retirement. */
    List<KeyInUse> held() {
        return Stream.of(
                        retiring.stream(),
                        state.keyInUse().stream(),
                        state.succession().flatMap(EncryptionState.Succession::next).stream())
                .flatMap(keys -> keys)
                .distinct()
                .filter(key -> key.grant().isPresent())
                .toList();
    }
}
