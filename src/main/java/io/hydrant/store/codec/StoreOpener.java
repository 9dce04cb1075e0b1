package io.hydrant.store.codec;

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
}
