package io.hydrant.store;

import java.util.Optional;

/**
 * What a commit does to one value, if that value is still the one that was seen.
 *
 * @param seen the version that was seen; {@link #ABSENT} when there was no value
 * @param next the new value; empty removes the value
 */
public record Change<T>(StateKey<T> key, long seen, Optional<T> next) {
    /** The version of no value. */
    public static final long ABSENT = 0;

    /** Writes the first value. */
    public static <T> Change<T> create(StateKey<T> key, T first) {
        return new Change<>(key, ABSENT, Optional.of(first));
    }

    /** Writes another value in place of the one that was seen. */
    public static <T> Change<T> replace(Versioned<T> seen, T next) {
        return new Change<>(seen.key(), seen.version(), Optional.of(next));
    }

    /** Removes the value that was seen. */
    public static <T> Change<T> remove(Versioned<T> seen) {
        return new Change<>(seen.key(), seen.version(), Optional.empty());
    }

    /** Writes a value whatever was seen. */
    public static <T> Change<T> put(StateKey<T> key, Optional<Versioned<T>> seen, T next) {
        return new Change<>(key, seen.map(Versioned::version).orElse(ABSENT), Optional.of(next));
    }
}
