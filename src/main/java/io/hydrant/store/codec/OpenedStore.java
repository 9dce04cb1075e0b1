package io.hydrant.store.codec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import io.hydrant.store.StateStore;
import org.jspecify.annotations.Nullable;

/** Opens a store, and closes it when the start that needs it breaks off. Used by one thread. */
public final class OpenedStore implements StoreOpener {
    private final StoreOpener opener;
    private @Nullable StateStore opened;

    public OpenedStore(StoreOpener opener) {
        this.opener = opener;
    }

    @Override
    public StateStore open(Function<KeyWrap, ValueCodec> codec) {
        StateStore store = opener.open(codec);
        opened = store;
        return store;
    }

    @Override
    public Optional<Path> objects() {
        return opener.objects();
    }

    /** Closes the store if it is open, because of {@code failure}. */
    public void breakOff(RuntimeException failure) {
        if (opened instanceof AutoCloseable store) {
            try {
                store.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
