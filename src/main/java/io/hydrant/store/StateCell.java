package io.hydrant.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * One value of a store, and a copy of it that is read without asking the store. The store has the truth: a change is a comparison
 * and a replacement there, and is decided again when another has changed the value meanwhile. Thread-safe.
 *
 * <p>A cell that has been {@linkplain #remove() removed} lives on as a copy, for those who still hold it.
 */
public final class StateCell<T> {
    private final StateStore store;
    private final StateKey<T> key;
    private volatile Copy<T> copy;

    private record Copy<T>(T value, long version, boolean removed) {}

    private StateCell(StateStore store, StateKey<T> key, Copy<T> copy) {
        this.store = store;
        this.key = key;
        this.copy = copy;
    }

    /** The cell of a value that the store has, or that its first change will write. */
    public static <T> StateCell<T> of(StateStore store, StateKey<T> key, T whenAbsent) {
        Copy<T> copy = store.get(key)
                .map(seen -> new Copy<>(seen.value(), seen.version(), false))
                .orElseGet(() -> new Copy<>(whenAbsent, Change.ABSENT, false));
        return new StateCell<>(store, key, copy);
    }

    /** The cell of a value that has been read. */
    public static <T> StateCell<T> of(StateStore store, Versioned<T> seen) {
        return new StateCell<>(store, seen.key(), new Copy<>(seen.value(), seen.version(), false));
    }

    /** Writes the first value; empty when the store has one already. */
    public static <T> Optional<StateCell<T>> create(StateStore store, StateKey<T> key, T first) {
        return create(store, key, first, List.of());
    }

    /** As the other one, with changes of other values in the same commit. */
    public static <T> Optional<StateCell<T>> create(
            StateStore store, StateKey<T> key, T first, List<? extends Change<?>> together) {
        List<Change<?>> changes = new ArrayList<>(together);
        changes.add(Change.create(key, first));
        OptionalLong version = store.commit(changes);
        return version.isPresent()
                ? Optional.of(new StateCell<>(store, key, new Copy<>(first, version.getAsLong(), false)))
                : Optional.empty();
    }

    /**
     * What is to be stored, and what is known then.
     *
     * @param together changes of other values that hold or fail with this one
     * @param answer for the caller
     */
    public record Step<T, R>(T next, List<Change<?>> together, R answer) {
        public Step {
            together = List.copyOf(together);
        }
    }

    /** The value as this cell last saw it. */
    public T value() {
        return copy.value();
    }

    /** Replaces the value by what {@code change} makes of it; {@code change} may throw to refuse, and may be asked again. */
    public synchronized T update(UnaryOperator<T> change) {
        return step(now -> {
            T next = change.apply(now);
            return new Step<>(next, List.of(), next);
        });
    }

    /** As {@link #update}, with changes of other values in the same commit. A removed cell changes nothing in the store. */
    public synchronized <R> R step(Function<T, Step<T, R>> decision) {
        while (true) {
            Copy<T> seen = copy;
            Step<T, R> step = decision.apply(seen.value());
            Copy<T> stored = stored(seen, step);
            if (stored != null) {
                copy = stored;
                return step.answer();
            }
            copy = reloaded(seen);
        }
    }

    /** The copy after the step; null when the store has something else than was seen. */
    @SuppressWarnings("ReferenceEquality") // a decision that changes nothing answers what it was given
    private @Nullable Copy<T> stored(Copy<T> seen, Step<T, ?> step) {
        if (seen.removed()) {
            return new Copy<>(step.next(), seen.version(), true);
        }
        boolean same = step.next() == seen.value();
        List<Change<?>> changes = new ArrayList<>(step.together());
        if (!same) {
            changes.add(new Change<>(key, seen.version(), Optional.of(step.next())));
        }
        if (changes.isEmpty()) {
            return seen;
        }
        OptionalLong version = store.commit(changes);
        if (version.isEmpty()) {
            return null;
        }
        return new Copy<>(step.next(), same ? seen.version() : version.getAsLong(), false);
    }

    private Copy<T> reloaded(Copy<T> seen) {
        if (seen.removed()) {
            return seen;
        }
        return store.get(key)
                .map(now -> new Copy<>(now.value(), now.version(), false))
                .orElseGet(() -> new Copy<>(seen.value(), seen.version(), seen.version() != Change.ABSENT));
    }

    /** Takes the value out of the store. */
    public synchronized void remove() {
        while (!copy.removed()) {
            Copy<T> seen = copy;
            boolean gone = seen.version() == Change.ABSENT
                    || store.commit(new Change<>(key, seen.version(), Optional.empty()))
                            .isPresent();
            copy = gone ? new Copy<>(seen.value(), seen.version(), true) : reloaded(seen);
        }
    }
}
