package io.hydrant.store.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.Versioned;
import org.jspecify.annotations.Nullable;

/** State in memory. Readers wait for nobody; commits come one at a time. */
public final class MemoryStateStore implements StateStore {
    private record Shelf(String kind, Scope scope) {}

    private final Map<Shelf, Map<String, Versioned<?>>> shelves = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private long commits;

    @Override
    public <T> Optional<Versioned<T>> get(StateKey<T> key) {
        Versioned<?> found = find(key);
        return found == null ? Optional.empty() : Optional.of(typed(key.kind(), found));
    }

    private @Nullable Versioned<?> find(StateKey<?> key) {
        return shelves.getOrDefault(shelfOf(key), Map.of()).get(key.id());
    }

    @Override
    public <T> List<Versioned<T>> list(StateKind<T> kind, Scope scope) {
        return shelves.getOrDefault(new Shelf(kind.name(), scope), Map.of()).values().stream()
                .map(each -> typed(kind, each))
                .toList();
    }

    @Override
    public <T> List<Versioned<T>> list(StateKind<T> kind) {
        return shelves.keySet().stream()
                .filter(shelf -> shelf.kind().equals(kind.name()))
                .flatMap(shelf -> list(kind, shelf.scope()).stream())
                .toList();
    }

    @Override
    public synchronized OptionalLong commit(List<? extends Change<?>> changes) {
        if (changes.stream().map(Change::key).distinct().count() < changes.size()) {
            throw new IllegalArgumentException("A commit changes each value once");
        }
        for (Change<?> change : changes) {
            Versioned<?> now = find(change.key());
            if (change.seen() != (now == null ? Change.ABSENT : now.version())) {
                return OptionalLong.empty();
            }
        }
        commits++;
        changes.forEach(change -> make(change, commits));
        return OptionalLong.of(commits);
    }

    private <T> void make(Change<T> change, long version) {
        StateKey<T> key = change.key();
        Map<String, Versioned<?>> shelf = shelves.computeIfAbsent(shelfOf(key), any -> new ConcurrentSkipListMap<>());
        change.next()
                .ifPresentOrElse(
                        next -> shelf.put(key.id(), new Versioned<>(key, next, version)), () -> shelf.remove(key.id()));
    }

    private static Shelf shelfOf(StateKey<?> key) {
        return new Shelf(key.kind().name(), key.scope());
    }

    private static <T> Versioned<T> typed(StateKind<T> kind, Versioned<?> found) {
        return new Versioned<>(
                kind.key(found.key().scope(), found.key().id()), kind.type().cast(found.value()), found.version());
    }
}
