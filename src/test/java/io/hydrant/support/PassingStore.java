package io.hydrant.support;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.Versioned;

/** Hands everything to another store; a test changes what it wants to be different. */
public abstract class PassingStore implements StateStore {
    private final StateStore store;

    protected PassingStore(StateStore store) {
        this.store = store;
    }

    @Override
    public <T> Optional<Versioned<T>> get(StateKey<T> key) {
        return store.get(key);
    }

    @Override
    public <T> List<Versioned<T>> list(StateKind<T> kind, Scope scope) {
        return store.list(kind, scope);
    }

    @Override
    public <T> List<Versioned<T>> list(StateKind<T> kind) {
        return store.list(kind);
    }

    @Override
    public OptionalLong commit(List<? extends Change<?>> changes) {
        return store.commit(changes);
    }

    @Override
    public Optional<RecordLog> records() {
        return store.records();
    }
}
