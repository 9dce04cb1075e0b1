package io.hydrant.destination.search;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The array of a request that the cluster has answered, for the next request of the same destination. A new array of some MiB lies in
 * the old generation, and each few of them cost a full collection. A full collection takes the spare one too. Thread-safe.
 */
final class SpareBytes {
    private final AtomicReference<@Nullable WeakReference<byte[]>> spare = new AtomicReference<>();

    /** An array with space for {@code length} bytes, with anything in it. */
    byte[] take(int length) {
        WeakReference<byte[]> kept = spare.getAndSet(null);
        byte @Nullable [] bytes = kept == null ? null : kept.get();
        return bytes != null && bytes.length >= length ? bytes : new byte[length];
    }

    /** Keeps an array that no request reads any more. */
    void give(byte[] bytes) {
        spare.set(new WeakReference<>(bytes));
    }
}
