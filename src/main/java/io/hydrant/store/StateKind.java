package io.hydrant.store;

import java.util.Objects;

import com.google.errorprone.annotations.Immutable;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import org.jspecify.annotations.Nullable;

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

    /** The key of the value called {@code id} that belongs to no account, such as the moved clock. */
    public StateKey<T> key(String id) {
        return key(new Scope(new AccountId("000000000000"), new Region("global")), id);
    }

    /** Written out, because the start of Hydrant asks for it: the JVM would link the generated form then, which takes time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateKind<?> kind && name.equals(kind.name) && type == kind.type;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
