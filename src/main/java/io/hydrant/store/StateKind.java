package io.hydrant.store;

import java.util.Objects;

import com.google.errorprone.annotations.Immutable;
import io.hydrant.aws.Scope;

/**
 * A kind of state, such as the delivery streams.
 *
 * @param name names the kind for good: a store on disk finds its values by it
 * @param type the type of each value: immutable
 */
@Immutable
public record StateKind<T>(String name, Class<T> type) {
    public StateKind {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** The key of the value called {@code id} in an account and Region. */
    public StateKey<T> key(Scope scope, String id) {
        return new StateKey<>(this, scope, id);
    }
}
