package io.hydrant.store;

import java.util.Objects;

import io.hydrant.aws.Scope;

/**
 * What finds one value.
 *
 * @param scope the account and Region that the value belongs to
 * @param id unlike all others of its kind and scope
 */
public record StateKey<T>(StateKind<T> kind, Scope scope, String id) {
    public StateKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(id, "id");
    }
}
