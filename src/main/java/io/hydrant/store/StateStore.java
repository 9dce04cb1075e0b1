package io.hydrant.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.hydrant.aws.Scope;

/**
 * Where state is kept. Values are immutable; they are read with their version, and replaced only if that version is still the one
 * in the store. Implementations are safe for use by several threads, and call nobody back.
 */
public interface StateStore {
    /** The value of that key. */
    <T> Optional<Versioned<T>> get(StateKey<T> key);

    /** All values of a kind in an account and Region, by id in the order of UTF-16 code units. */
    <T> List<Versioned<T>> list(StateKind<T> kind, Scope scope);

    /** All values of a kind, in any order. */
    <T> List<Versioned<T>> list(StateKind<T> kind);

    /**
     * Makes all the changes. It makes none when one of the values is no longer the one that was seen, and for no other reason. When
     * this returns, the changes are as durable as the store is.
     *
     * @param changes no two of one key
     * @return the version that the new values have; empty when nothing has changed
     */
    OptionalLong commit(List<? extends Change<?>> changes);

    /** Makes one change, as {@link #commit(List)}. */
    default OptionalLong commit(Change<?> change) {
        return commit(List.of(change));
    }

    /** The log of buffered records beside the state; empty when records do not outlive the process. */
    default Optional<RecordLog> records() {
        return Optional.empty();
    }
}
