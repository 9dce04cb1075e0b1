package io.hydrant.store.codec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import io.hydrant.store.StateStore;

/** Opens the store of a Hydrant that starts, when its values outlive the process. */
@FunctionalInterface
public interface StoreOpener {
    /**
     * The store. One that is {@link AutoCloseable} is closed when everything else has been closed.
     *
     * @param codec makes the codec of a master key
     * @throws io.hydrant.store.StoreException with a sentence when the store cannot be used
     */
    StateStore open(Function<KeyWrap, ValueCodec> codec);

    /** Where objects of the embedded S3 are kept when no setting says so; empty for no such place. */
    default Optional<Path> objects() {
        return Optional.empty();
    }
}
