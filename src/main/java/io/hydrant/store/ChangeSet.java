package io.hydrant.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Changes of values and timers that are collected, and made in one commit. For state that is also kept in memory: the store gets what
 * is there when the commit is made. One owner alone changes these values. Not thread-safe.
 */
public final class ChangeSet {
    private static final int TRIES = 100;

    private final StateStore store;
    private final Timers timers;
    private final Map<StateKey<?>, Long> versions = new HashMap<>();
    private final Map<StateKey<?>, Supplier<? extends Optional<?>>> values = new LinkedHashMap<>();
    private final Map<StateKey<Timer>, Optional<Timer>> planned = new LinkedHashMap<>();

    /** Changes in the store of {@code timers}. */
    public ChangeSet(Timers timers) {
        this.store = timers.store();
        this.timers = timers;
    }

    /** All values of a kind, which this owner changes from now on. */
    public <T> List<Versioned<T>> load(StateKind<T> kind) {
        List<Versioned<T>> all = store.list(kind);
        all.forEach(each -> versions.put(each.key(), each.version()));
        return all;
    }

    /** The value has changed; {@code now} is asked when the commit is made, and is empty when there is none any more. */
    public <T> void set(StateKey<T> key, Supplier<Optional<T>> now) {
        values.put(key, now);
    }

    /** Keeps a timer in place of another of its key. */
    public void plan(Timer timer) {
        planned.put(timer.key(), Optional.of(timer));
    }

    /** Forgets the timer of that key, if there is one. */
    public void cancel(StateKey<Timer> key) {
        planned.put(key, Optional.empty());
    }

    /**
     * Makes what was collected, or nothing: then it stays collected.
     *
     * @throws StoreException when the store fails, or when another process has changed the values
     */
    public void commit() {
        if (values.isEmpty() && planned.isEmpty()) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            List<Change<?>> changes = changes();
            OptionalLong version = changes.isEmpty() ? OptionalLong.of(Change.ABSENT) : store.commit(changes);
            if (version.isPresent()) {
                made(changes, version.getAsLong());
                return;
            }
        }
        throw new StoreException("Another process has changed "
                + values.keySet().stream().map(StateKey::id).toList() + " in the store.");
    }

    /** Forgets what was collected, and what is known of the store; the values are to be {@linkplain #load loaded} again. */
    public void discard() {
        values.clear();
        planned.clear();
        versions.clear();
    }

    /** Timers leave the store by themselves, so their versions are read each time. */
    private List<Change<?>> changes() {
        List<Change<?>> changes = new ArrayList<>();
        values.forEach((key, now) -> {
            long seen = versions.getOrDefault(key, Change.ABSENT);
            Optional<?> next = now.get();
            if (next.isPresent() || seen != Change.ABSENT) {
                changes.add(change(key, seen, next));
            }
        });
        planned.forEach(
                (key, timer) -> timer.ifPresentOrElse(next -> changes.add(timers.keeping(next)), () -> store.get(key)
                        .ifPresent(seen -> changes.add(Change.remove(seen)))));
        return changes;
    }

    @SuppressWarnings("unchecked") // a key is set with values of its own type
    private static <T> Change<T> change(StateKey<T> key, long seen, Optional<?> next) {
        return new Change<>(key, seen, (Optional<T>) next);
    }

    private void made(List<Change<?>> changes, long version) {
        for (Change<?> each : changes) {
            if (values.containsKey(each.key())) {
                if (each.next().isPresent()) {
                    versions.put(each.key(), version);
                } else {
                    versions.remove(each.key());
                }
            }
        }
        values.clear();
        List<StateKey<Timer>> changed = List.copyOf(planned.keySet());
        planned.clear();
        changed.forEach(timers::follow);
    }
}
