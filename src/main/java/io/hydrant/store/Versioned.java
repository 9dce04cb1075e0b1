package io.hydrant.store;

import java.util.Objects;

/**
 * A value as it was when it was read.
 *
 * @param version the number of the commit that wrote it, above 0; no other commit of the store has it, so a value that has been
 *     removed and written again is another one
 */
public record Versioned<T>(StateKey<T> key, T value, long version) {
    public Versioned {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
