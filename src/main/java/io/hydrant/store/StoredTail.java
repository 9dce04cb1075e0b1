package io.hydrant.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** The newest values of a kind, by their numbers, written in the background. Thread-safe. */
public final class StoredTail<T> {
    private static final StateKind<Long> NUMBERS = new StateKind<>("numbers", Long.class);

    private final LazyWriter later;
    private final StateKind<T> kind;
    private final int bound;

    @GuardedBy("this")
    private final ArrayDeque<Numbered<T>> kept = new ArrayDeque<>();

    private record Numbered<T>(StateKey<T> key, T value) {}

    /** @param bound how many values are kept */
    public StoredTail(LazyWriter later, StateKind<T> kind, int bound) {
        this.later = later;
        this.kind = kind;
        this.bound = bound;
    }

    /** The values of an earlier run, oldest first. */
    public synchronized List<T> load() {
        List<Versioned<T>> known = new ArrayList<>(later.load(kind));
        known.sort(Comparator.comparing(each -> each.key().id()));
        for (Versioned<T> each : known) {
            kept.add(new Numbered<>(each.key(), each.value()));
        }
        return kept.stream().map(Numbered::value).toList();
    }

    /** The newest number of an earlier run; 0 when there was none. */
    public long newest() {
        return later.load(NUMBERS).stream()
                .filter(each -> each.key().equals(number()))
                .mapToLong(Versioned::value)
                .findFirst()
                .orElse(0);
    }

    private StateKey<Long> number() {
        return NUMBERS.key(kind.name());
    }

    /** Keeps a value; answers those that go for it. */
    public synchronized List<T> add(long number, T value) {
        StateKey<T> key = kind.key("%019d".formatted(number));
        kept.add(new Numbered<>(key, value));
        later.changed(key, () -> Optional.of(value));
        later.changed(number(), () -> Optional.of(number));
        List<T> gone = new ArrayList<>();
        while (kept.size() > bound) {
            Numbered<T> oldest = kept.remove();
            later.changed(oldest.key(), Optional::empty);
            gone.add(oldest.value());
        }
        return gone;
    }

    /** Forgets the values that match. */
    public synchronized void forget(Predicate<T> which) {
        kept.removeIf(each -> {
            boolean goes = which.test(each.value());
            if (goes) {
                later.changed(each.key(), Optional::empty);
            }
            return goes;
        });
    }
}
